package io.fieldpost.driver.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is advanced. Any thread. */
public final class ManualClock implements InstantSource {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long nanoTime;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** The monotonic side of this clock, in nanoseconds from 0. */
    public synchronized long nanoTime() {
        return nanoTime;
    }

    /**
     * Lets time pass on both sides.
     *
     * @param duration not negative
     */
    public synchronized void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    "time can't be advanced by " + duration + "; set the wall clock instead");
        }
        now = now.plus(duration);
        nanoTime += duration.toNanos();
    }

    /** Sets the wall clock alone, as a time service or a person does; the monotonic side goes on. */
    public synchronized void set(Instant wall) {
        now = wall;
    }
}
