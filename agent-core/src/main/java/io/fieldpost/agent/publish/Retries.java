package io.fieldpost.agent.publish;

import io.fieldpost.agent.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** When the next connection may begin: at once the first time, then later after each failure. One thread. */
final class Retries {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    /** Data flows again within this time after the broker is back; 10,000 gateways are then 1,000 to 2,000 attempts a second. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    /** When a person must act, nobody waits for the next attempt, and brokers ban those who insist. */
    private static final Duration LONGEST_WAIT_REFUSED = Duration.ofSeconds(60);
    /** A connection that lasted as long as this was a good one: the next failure begins with a short wait again. */
    private static final Duration GOOD = Duration.ofSeconds(10);

    private final Backoff backoff;
    private boolean waiting;
    private long notBefore;

    Retries(RandomGenerator random) {
        backoff = new Backoff(FIRST_WAIT, random);
    }

    /** Nanoseconds until the next connection may begin; 0 when it may now. */
    long dueIn(long nowNanos) {
        return waiting ? Math.max(0, notBefore - nowNanos) : 0;
    }

    /**
     * A connection ended, or there was none.
     *
     * @param openNanos how long it was open, 0 when it never was
     */
    void failed(ConnectionFailure.Kind kind, long openNanos, long nowNanos) {
        if (openNanos >= GOOD.toNanos()) {
            backoff.reset();
        }
        boolean refused = kind == ConnectionFailure.Kind.REFUSED;
        notBefore = nowNanos + backoff.nextNanos(refused ? LONGEST_WAIT_REFUSED : LONGEST_WAIT);
        waiting = true;
    }
}
