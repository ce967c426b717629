package io.fieldpost.agent.source;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.record.Batch;
import io.fieldpost.agent.record.BatchWriter;
import io.fieldpost.agent.shaping.Outlet;
import io.fieldpost.agent.shaping.Shaping;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.driver.Measurement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue between a driver's threads, which {@link #offer}, and the runner's step, which takes batches. What is offered is
 * shaped and encoded at once, into the open batch of its stream: the queue holds bytes, a fifth of what objects take, and leaves nothing for the
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
    private final LongSupplier nanoTime;
    private final Conduct conduct;
    private final Shaping shaping;
    /** Measurements go by the shaping, which has nothing to do: a look at the time costs as much as half an offer. */
    private final boolean isPlain;

    private final boolean isTimeless;
    private final LatestValues latest = new LatestValues(LATEST);
    private final Map<StreamName, BatchWriter> open = new EnumMap<>(StreamName.class);
    private final ArrayDeque<Batch> whole = new ArrayDeque<>();
    private final Map<StreamName, Loss> losses = new EnumMap<>(StreamName.class);
    private final Map<StreamName, Loss> tooLarge = new EnumMap<>(StreamName.class);
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    /** Batches that were ever whole, and that the store has ever had. */
    private long closed;

    private long settled;
    /** Measurements in all of these batches. */
    private int size;
    /** About the bytes that they take. */
    private long bytes;

    private long dropped;
    /** Whether what came of the offer at hand needs a step before its time. */
    private boolean urgent;

    /**
     * Who waits for the store: until it has had so many batches, which is not known while some of it is in an open one, or held back by
     * the shaping.
     */
    private static final class Waiting {
        private static final long OPEN = Long.MAX_VALUE;

        private final Runnable then;
        private final long held;
        private long batches;

        /** @param held the number of the last value that was held back when it began to wait */
        Waiting(long held, long batches, Runnable then) {
            this.held = held;
            this.batches = batches;
            this.then = then;
        }
    }

    Handover(Source source, SourceEnvironment environment) {
        this.limits = environment.limits();
        this.wake = environment.wake();
        this.nanoTime = environment.nanoTime();
        this.conduct = environment.conduct();
        this.shaping = Shaping.of(source, environment.directory(), new Shaped());
        this.isPlain = shaping.isIdle();
        this.isTimeless = shaping.isTimeless();
    }

    /** Takes what has been shaped, with the lock held. */
    private final class Shaped implements Outlet {
        @Override
        public void see(Measurement measurement) {
            latest.note(measurement);
        }

        @Override
        public boolean keep(Measurement measurement) {
            return queue(measurement);
        }
    }

    /** Takes a measurement and what is derived from it, leaves it out as its shaping says, or drops it for want of room. */
    void offer(Measurement measurement) {
        long before = conduct.dropped();
        if (offered(measurement)) {
            wake.run();
        }
        if (conduct.dropped() != before) {
            conduct.slow();
        }
    }

    /** Takes what was read at once; what is derived is made of all of it. */
    void offerTogether(List<?> measurements) {
        boolean needsStep;
        synchronized (this) {
            long now = isTimeless ? 0 : nanoTime.getAsLong();
            urgent = false;
            shaping.beginTogether(now);
            for (Object each : measurements) {
                Measurement measurement = (Measurement) each;
                if (isSound(measurement)) {
                    shaping.accept(measurement, now);
                }
            }
            shaping.endTogether(now);
            needsStep = urgent;
        }
        if (needsStep) {
            wake.run();
        }
    }

    /** @return whether the step should be woken: something waits that did not before, a batch is whole, or something was lost */
    private synchronized boolean offered(Measurement measurement) {
        urgent = false;
        if (!isSound(measurement)) {
            return urgent;
        }
        if (isPlain) {
            latest.note(measurement);
            queue(measurement);
            return urgent;
        }
        if (isTimeless) {
            shaping.accept(measurement, 0);
            return urgent;
        }
        long now = nanoTime.getAsLong();
        long wait = shaping.nanosUntilStep(now);
        shaping.accept(measurement, now);
        return urgent || shaping.nanosUntilStep(now) < wait;
    }

    private boolean queue(Measurement measurement) {
        if (size >= limits.queueMeasurements() || bytes >= limits.queueBytes()) {
            urgent |= lost(measurement, Loss.Cause.OVERRUN);
            return false;
        }
        BatchWriter batch = open.computeIfAbsent(StreamName.of(measurement), BatchWriter::new);
        int before = batch.bytes();
        batch.add(measurement);
        bytes += batch.bytes() - before;
        size++;
        if (batch.count() >= limits.batchMeasurements() || batch.bytes() >= limits.batchBytes()) {
            // The other streams' too: what is rare must not wait for what is frequent.
            close();
            urgent = true;
        }
        urgent |= size == 1;
        return true;
    }

    /** Does what the shaping has to do by the clock. */
    void shape(long now, InstantSource clock, boolean silenceIsNoChange) {
        if (isTimeless) {
            return;
        }
        synchronized (this) {
            if (shaping.nanosUntilStep(now) > 0) {
                return;
            }
            shaping.step(now, clock.instant(), silenceIsNoChange);
            if (waiting.isEmpty() || isOpen()) {
                return;
            }
            letGo();
        }
        runSettled();
    }

    /** Takes what the shaping holds back: nothing comes any more. */
    synchronized void endShaping(long now) {
        shaping.finish(now);
    }

    /** Writes down what the shaping has to remember over a restart, if it is time to. Blocks on the card, and nobody else. */
    void remember(long now, boolean atTheEnd) {
        if (isTimeless) {
            return;
        }
        Runnable save;
        synchronized (this) {
            save = shaping.save(now, atTheEnd);
        }
        if (save != null) {
            save.run();
        }
    }

    /** Nanoseconds until {@link #shape} has something to do. */
    synchronized long nanosUntilShaping(long now) {
        return shaping.nanosUntilStep(now);
    }

    private boolean isSound(Measurement measurement) {
        if (ValueSize.canBeKept(measurement)) {
            return true;
        }
        urgent |= lost(measurement, Loss.Cause.TOO_LARGE);
        return false;
    }

    /** @return whether it is the first that is to be told */
    private boolean lost(Measurement measurement, Loss.Cause cause) {
        dropped++;
        conduct.lost();
        boolean first = losses.isEmpty() && tooLarge.isEmpty();
        Instant time = measurement.receivedTime();
        add(new Loss(StreamName.of(measurement), NO_EPOCH, 0, 0, 1, cause, time, time));
        return first;
    }

    private void add(Loss loss) {
        (loss.cause() == Loss.Cause.TOO_LARGE ? tooLarge : losses)
                .merge(
                        loss.stream(),
                        loss,
                        (a, b) -> new Loss(
                                a.stream(),
                                NO_EPOCH,
                                0,
                                0,
                                a.count() + b.count(),
                                a.cause(),
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
        letGo();
    }

    /** Those of whose measurements none is in an open batch or held back any more learn what they wait for. */
    private void letGo() {
        if (waiting.isEmpty()) {
            return;
        }
        long oldestHeld = shaping.oldestHeld();
        for (Waiting one : waiting) {
            if (one.held < oldestHeld) {
                one.batches = Math.min(one.batches, closed);
            }
        }
    }

    /** The oldest whole batch, which stays until {@link #settle}; nothing when there is none. */
    synchronized @Nullable Batch peek() {
        return whole.peek();
    }

    /** Removes what {@link #peek} gave last, which the store has now. */
    void settle() {
        remove();
        runSettled();
    }

    private void runSettled() {
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
            boolean isUnsure = isOpen() || shaping.oldestHeld() < Long.MAX_VALUE;
            if (isUnsure || !whole.isEmpty() || !waiting.isEmpty()) {
                waiting.add(new Waiting(shaping.held(), isUnsure ? Waiting.OPEN : closed, then));
                return;
            }
        }
        then.run();
    }

    private boolean isOpen() {
        for (BatchWriter batch : open.values()) {
            if (batch.count() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Losses since the last call, one a stream and cause at most. */
    synchronized List<Loss> takeLosses() {
        List<Loss> taken = new ArrayList<>(losses.values());
        taken.addAll(tooLarge.values());
        losses.clear();
        tooLarge.clear();
        return taken;
    }

    /** Takes back a loss that could not be told yet. */
    synchronized void putBack(Loss loss) {
        add(loss);
    }

    synchronized boolean hasLosses() {
        return !losses.isEmpty() || !tooLarge.isEmpty();
    }

    /** Measurements that the shaping left out since the start. */
    synchronized long suppressed() {
        return shaping.leftOut();
    }

    /** Measurements that came too late for a window or a rate since the start. */
    synchronized long late() {
        return shaping.late();
    }

    /** Measurements lost for want of room since the start. */
    synchronized long dropped() {
        return dropped;
    }

    synchronized List<Measurement> latest() {
        return latest.snapshot();
    }
}
