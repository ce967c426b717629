package io.fieldpost.agent;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long after each failure, up to a limit that depends on the failure, and spread at
 * random over the upper half of that, so that a thousand gateways that lost the same broker do not return in the same second. One
 * thread.
 */
public final class Backoff {
    private final long firstNanos;
    private final RandomGenerator random;
    private int failures;

    /**
     * Begins without a failure.
     *
     * @param first upper bound of the first wait, positive
     * @param random where the spread comes from; seeded in tests
     */
    public Backoff(Duration first, RandomGenerator random) {
        if (first.isZero() || first.isNegative()) {
            throw new IllegalArgumentException("back-off from " + first + " is not possible");
        }
        this.firstNanos = first.toNanos();
        this.random = random;
    }

    /**
     * Notes a failure and says how many nanoseconds to wait: between half and all of the present bound.
     *
     * @param longest upper bound of this wait
     */
    public long nextNanos(Duration longest) {
        long most = longest.toNanos();
        long bound = Math.min(firstNanos, most);
        for (int i = 0; i < failures && bound < most; i++) {
            bound = bound > most / 2 ? most : bound * 2;
        }
        failures++;
        long half = bound / 2;
        return half + random.nextLong(bound - half + 1);
    }

    /** Failures since the last reset. */
    public int failures() {
        return failures;
    }

    /** Begins afresh, after a healthy time. */
    public void reset() {
        failures = 0;
    }
}
