package io.fieldpost.agent;

import io.fieldpost.agent.publish.LossRecord;
import io.fieldpost.agent.record.Batch;
import io.fieldpost.agent.record.BatchCodec;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.RecordStore;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoreException.Reason;
import io.fieldpost.driver.Measurement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Puts batches and losses into the store, each as one record, and remembers why it could not. A measurement that no record can hold
 * becomes a loss, so that it does not stand in the way of those behind it. Any thread.
 */
final class StoreSink implements BatchSink, LossSink {
    /**
     * A refusal counts for so long. A small record may still fit where a large one does not, so one that was stored proves nothing;
     * what was refused is tried again each second.
     */
    private static final long COUNTS_NANOS = Duration.ofSeconds(3).toNanos();

    private static final String NO_EPOCH = "0".repeat(16);

    private final RecordStore store;
    private final Supplier<ClockState> clock;
    private final LongSupplier nanos;
    private final Runnable appended;

    private final AtomicLong tooLarge = new AtomicLong();
    private volatile @Nullable Refusal refusal;

    private record Refusal(String why, long nanos) {}

    /**
     * Nothing is stored yet.
     *
     * @param nanos monotonic time
     * @param appended told after each record, so that it leaves at once
     */
    StoreSink(RecordStore store, Supplier<ClockState> clock, LongSupplier nanos, Runnable appended) {
        this.store = store;
        this.clock = clock;
        this.nanos = nanos;
        this.appended = appended;
    }

    @Override
    public void accept(Batch batch) throws StoreException {
        try {
            store.append(batch.stream(), batch.payload(), batch.count(), clock.get());
        } catch (StoreException e) {
            if (e.reason() == Reason.TOO_LARGE) {
                acceptWithoutLargest(batch.stream(), decoded(batch), e);
                return;
            }
            refusal = new Refusal(String.valueOf(e.getMessage()), nanos.getAsLong());
            throw e;
        }
        appended.run();
    }

    private static List<Measurement> decoded(Batch batch) {
        try {
            return BatchCodec.decode(batch.payload());
        } catch (DamagedBatchException e) {
            throw new IllegalStateException("a batch of our own can't be read", e);
        }
    }

    /** When the loss can't be reported now, the caller tries again with the whole batch, and the rest arrives twice. */
    private void acceptWithoutLargest(StreamName stream, List<Measurement> batch, StoreException why)
            throws StoreException {
        int largest = 0;
        int most = -1;
        for (int i = 0; i < batch.size(); i++) {
            int size = BatchCodec.encode(batch.subList(i, i + 1)).length;
            if (size > most) {
                most = size;
                largest = i;
            }
        }
        List<Measurement> rest = new ArrayList<>(batch);
        Measurement lost = rest.remove(largest);
        if (!rest.isEmpty()) {
            accept(Batch.of(stream, rest));
        }
        report(new Loss(stream, NO_EPOCH, 0, 0, 1, Loss.Cause.TOO_LARGE, lost.receivedTime(), lost.receivedTime()));
        String message = "source " + lost.point().source() + ": a value of "
                + lost.point().name() + " is lost: " + why.getMessage();
        if (tooLarge.getAndIncrement() == 0) {
            Logger.warn(message);
        } else {
            Logger.debug("{} ({} such values so far)", message, tooLarge);
        }
    }

    @Override
    public void report(Loss loss) throws StoreException {
        accept(Batch.of(LossRecord.toMeasurement(loss, InstantSource.system().instant())));
    }

    /** Why the store refuses records at present; null when it does not. */
    @Nullable
    String complaint() {
        Refusal last = refusal;
        return last == null || nanos.getAsLong() - last.nanos > COUNTS_NANOS ? null : last.why;
    }
}
