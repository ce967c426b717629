package io.fieldpost.agent.source;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.driver.Measurement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue between a driver's threads, which {@link #offer}, and the runner's step, which takes batches. An offer never
 * waits for the store: when the queue is full, the newest measurement is dropped and counted as a loss. A batch stays in the queue
 * until it is {@link #settle settled}, so what the store refuses keeps its place. Any thread.
 */
final class Handover {
    /** What a loss without sequence numbers says in place of an epoch. */
    static final String NO_EPOCH = "0000000000000000";

    private static final int LATEST = 256;

    private final SourceLimits limits;
    private final Runnable wake;
    private final Deadband deadband;
    private final LatestValues latest = new LatestValues(LATEST);
    private final ArrayDeque<Measurement> queue = new ArrayDeque<>();
    private final Map<StreamName, Loss> losses = new EnumMap<>(StreamName.class);
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long added;
    private long settled;
    private long bytes;
    private long suppressed;
    private long dropped;

    private record Waiting(long added, Runnable then) {}

    Handover(List<PointSettings> points, SourceLimits limits, Runnable wake) {
        this.limits = limits;
        this.wake = wake;
        this.deadband = new Deadband(points);
    }

    /** Takes a measurement, leaves it out for its deadband, or drops it for want of room. */
    void offer(Measurement measurement) {
        if (queued(measurement, Weight.of(measurement))) {
            wake.run();
        }
    }

    /** @return whether the step should be woken: something waits that did not before, a batch is full, or something was lost */
    private synchronized boolean queued(Measurement measurement, long weight) {
        latest.note(measurement);
        if (deadband.suppresses(measurement)) {
            suppressed++;
            return false;
        }
        if (queue.size() >= limits.queueMeasurements() || bytes + weight > limits.queueBytes()) {
            return dropped(measurement);
        }
        deadband.kept(measurement);
        queue.add(measurement);
        added++;
        boolean batchWasReady = bytes >= limits.batchBytes();
        bytes += weight;
        return queue.size() == 1
                || queue.size() == limits.batchMeasurements()
                || (!batchWasReady && bytes >= limits.batchBytes());
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
        return queue.isEmpty();
    }

    synchronized int size() {
        return queue.size();
    }

    /** Whether there is a whole batch, so that nothing is gained by waiting. */
    synchronized boolean holdsABatch() {
        return queue.size() >= limits.batchMeasurements() || bytes >= limits.batchBytes();
    }

    /** The oldest measurements, at most one batch, all of one stream; they stay until {@link #settle}. */
    synchronized List<Measurement> peekBatch() {
        List<Measurement> batch = new ArrayList<>(Math.min(queue.size(), limits.batchMeasurements()));
        long weight = 0;
        StreamName stream = null;
        for (Measurement measurement : queue) {
            boolean full = batch.size() >= limits.batchMeasurements() || weight >= limits.batchBytes();
            if (full || (stream != null && StreamName.of(measurement) != stream)) {
                break;
            }
            stream = StreamName.of(measurement);
            batch.add(measurement);
            weight += Weight.of(measurement);
        }
        return batch;
    }

    /** Removes the oldest, which the store has now. */
    void settle(int count) {
        remove(count);
        for (Waiting next = nextSettled(null); next != null; next = nextSettled(next)) {
            next.then.run();
        }
    }

    private synchronized void remove(int count) {
        for (int i = 0; i < count; i++) {
            bytes -= Weight.of(queue.remove());
        }
        settled += count;
    }

    /** @param done what has run, and kept its place until then, so that none overtakes it */
    private synchronized @Nullable Waiting nextSettled(@Nullable Waiting done) {
        if (done != null) {
            waiting.remove();
        }
        Waiting first = waiting.peek();
        return first == null || first.added > settled ? null : first;
    }

    /** Runs this when the store has everything that has been taken so far: now, or in {@link #settle}. */
    void whenKept(Runnable then) {
        synchronized (this) {
            if (!queue.isEmpty() || !waiting.isEmpty()) {
                waiting.add(new Waiting(added, then));
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
