package io.fieldpost.agent.source;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.record.Batch;
import io.fieldpost.agent.record.BatchWriter;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.driver.Measurement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue between a driver's threads, which {@link #offer}, and the runner's step, which takes batches. What is offered is
 * encoded at once, into the open batch of its stream: the queue holds bytes, a fifth of what objects take, and leaves nothing for the
 * garbage collector to move about. An offer never waits for the store: when the queue is full, the newest measurement is dropped and
 * counted as a loss. A batch stays in the queue until it is {@link #settle settled}, so what the store refuses keeps its place. Any
 * thread.
 */
final class Handover {
    /** What a loss without sequence numbers says in place of an epoch. */
    static final String NO_EPOCH = "0000000000000000";

    private static final int LATEST = 256;

    private final SourceLimits limits;
    private final Runnable wake;
    private final Deadband deadband;
    private final LatestValues latest = new LatestValues(LATEST);
    private final Map<StreamName, BatchWriter> open = new EnumMap<>(StreamName.class);
    private final ArrayDeque<Batch> whole = new ArrayDeque<>();
    private final Map<StreamName, Loss> losses = new EnumMap<>(StreamName.class);
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    /** Batches that were ever whole, and that the store has ever had. */
    private long closed;

    private long settled;
    /** Measurements in all of these batches. */
    private int size;
    /** About the bytes that they take. */
    private long bytes;

    private long suppressed;
    private long dropped;

    /** Who waits for the store: until it has had so many batches, which is not known while some of it is in an open one. */
    private static final class Waiting {
        private static final long OPEN = Long.MAX_VALUE;

        private final Runnable then;
        private long batches;

        Waiting(long batches, Runnable then) {
            this.batches = batches;
            this.then = then;
        }
    }

    Handover(List<PointSettings> points, SourceLimits limits, Runnable wake) {
        this.limits = limits;
        this.wake = wake;
        this.deadband = new Deadband(points);
    }

    /** Takes a measurement, leaves it out for its deadband, or drops it for want of room. */
    void offer(Measurement measurement) {
        if (queued(measurement)) {
            wake.run();
        }
    }

    /** @return whether the step should be woken: something waits that did not before, a batch is whole, or something was lost */
    private synchronized boolean queued(Measurement measurement) {
        latest.note(measurement);
        if (deadband.suppresses(measurement)) {
            suppressed++;
            return false;
        }
        if (size >= limits.queueMeasurements() || bytes >= limits.queueBytes()) {
            return dropped(measurement);
        }
        BatchWriter batch = open.computeIfAbsent(StreamName.of(measurement), BatchWriter::new);
        int before = batch.bytes();
        batch.add(measurement);
        deadband.kept(measurement);
        bytes += batch.bytes() - before;
        size++;
        if (batch.count() >= limits.batchMeasurements() || batch.bytes() >= limits.batchBytes()) {
            // The other streams' too: what is rare must not wait for what is frequent.
            close();
            return true;
        }
        return size == 1;
    }

    private boolean dropped(Measurement measurement) {
        dropped++;
        boolean first = losses.isEmpty();
        Instant time = measurement.receivedTime();
        add(new Loss(StreamName.of(measurement), NO_EPOCH, 0, 0, 1, Loss.Cause.OVERRUN, time, time));
        return first;
    }

    private void add(Loss loss) {
        losses.merge(
                loss.stream(),
                loss,
                (a, b) -> new Loss(
                        a.stream(),
                        NO_EPOCH,
                        0,
                        0,
                        a.count() + b.count(),
                        Loss.Cause.OVERRUN,
                        earlier(a.from(), b.from()),
                        later(a.to(), b.to())));
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isBefore(a)) ? b : a;
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null || (b != null && b.isAfter(a)) ? b : a;
    }

    synchronized boolean isEmpty() {
        return size == 0;
    }

    synchronized int size() {
        return size;
    }

    /** Whether there is a whole batch, so that nothing is gained by waiting. */
    synchronized boolean holdsABatch() {
        return !whole.isEmpty();
    }

    /** Takes the open batches as they are for whole: they have waited long enough. */
    synchronized void close() {
        for (BatchWriter batch : open.values()) {
            if (batch.count() > 0) {
                whole.add(batch.finish());
                closed++;
            }
        }
        for (Waiting one : waiting) {
            one.batches = Math.min(one.batches, closed);
        }
    }

    /** The oldest whole batch, which stays until {@link #settle}; nothing when there is none. */
    synchronized @Nullable Batch peek() {
        return whole.peek();
    }

    /** Removes what {@link #peek} gave last, which the store has now. */
    void settle() {
        remove();
        for (Waiting next = nextSettled(null); next != null; next = nextSettled(next)) {
            next.then.run();
        }
    }

    private synchronized void remove() {
        Batch gone = whole.remove();
        settled++;
        size -= gone.count();
        bytes = size == 0 ? 0 : bytes - gone.payload().length;
    }

    /** @param done what has run, and kept its place until then, so that none overtakes it */
    private synchronized @Nullable Waiting nextSettled(@Nullable Waiting done) {
        if (done != null) {
            waiting.remove();
        }
        Waiting first = waiting.peek();
        return first == null || first.batches > settled ? null : first;
    }

    /** Runs this when the store has everything that has been taken so far: now, or in {@link #settle}. */
    void whenKept(Runnable then) {
        synchronized (this) {
            boolean isOpen = open.values().stream().anyMatch(batch -> batch.count() > 0);
            if (isOpen || !whole.isEmpty() || !waiting.isEmpty()) {
                waiting.add(new Waiting(isOpen ? Waiting.OPEN : closed, then));
                return;
            }
        }
        then.run();
    }

    /** Losses since the last call, one a stream at most. */
    synchronized List<Loss> takeLosses() {
        List<Loss> taken = List.copyOf(losses.values());
        losses.clear();
        return taken;
    }

    /** Takes back a loss that could not be told yet. */
    synchronized void putBack(Loss loss) {
        add(loss);
    }

    synchronized boolean hasLosses() {
        return !losses.isEmpty();
    }

    /** Measurements left out for their deadband since the start. */
    synchronized long suppressed() {
        return suppressed;
    }

    /** Measurements lost for want of room since the start. */
    synchronized long dropped() {
        return dropped;
    }

    synchronized List<Measurement> latest() {
        return latest.snapshot();
    }
}
