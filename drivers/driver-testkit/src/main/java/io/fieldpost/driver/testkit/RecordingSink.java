package io.fieldpost.driver.testkit;

import io.fieldpost.driver.Measurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Keeps what a driver hands over. Any thread. */
public final class RecordingSink implements Consumer<Measurement> {
    private static final long LOOK_MILLIS = 10;

    private final List<Measurement> measurements = new ArrayList<>();

    @Override
    public synchronized void accept(Measurement measurement) {
        measurements.add(measurement);
        notifyAll();
    }

    /** What arrived so far, in order. */
    public synchronized List<Measurement> snapshot() {
        return List.copyOf(measurements);
    }

    /**
     * Waits until at least so many have arrived.
     *
     * @return what arrived so far
     * @throws AssertionError after {@code bound}
     */
    public List<Measurement> await(int count, Duration bound) throws InterruptedException {
        return await(all -> all.size() >= count, "at least " + count + " measurements", bound);
    }

    /**
     * Waits until what arrived fulfils a condition.
     *
     * @param what the condition in words, for the error
     * @return what arrived so far
     * @throws AssertionError after {@code bound}
     */
    public synchronized List<Measurement> await(Predicate<List<Measurement>> condition, String what, Duration bound)
            throws InterruptedException {
        long end = System.nanoTime() + bound.toNanos();
        while (!condition.test(List.copyOf(measurements))) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("waited " + bound.toMillis() + " ms for " + what + ", got " + measurements);
            }
            wait(left / 1_000_000 + 1);
        }
        return List.copyOf(measurements);
    }

    /** Waits until so many have arrived, or it has taken {@code bound}, or {@code enough}, which is looked at every few milliseconds. */
    synchronized void waitFor(int count, Duration bound, BooleanSupplier enough) throws InterruptedException {
        long end = System.nanoTime() + bound.toNanos();
        while (measurements.size() < count && System.nanoTime() < end && !enough.getAsBoolean()) {
            wait(LOOK_MILLIS);
        }
    }
}
