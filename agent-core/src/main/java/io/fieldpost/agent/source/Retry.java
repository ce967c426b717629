package io.fieldpost.agent.source;

import io.fieldpost.agent.Backoff;
import io.fieldpost.driver.DriverException;

/** When to connect again: the back-off, what a refusal adds to it, and what a healthy time takes away. One thread. */
final class Retry {
    private final SourceLimits limits;
    private final Backoff backoff;
    private long nextAttempt;
    private long healthySince;
    private boolean healthy;

    Retry(SourceEnvironment environment) {
        this.limits = environment.limits();
        this.backoff = new Backoff(limits.firstBackoff(), environment.random());
    }

    /** Lets the first attempt be made at once. */
    void begin(long now) {
        nextAttempt = now;
    }

    /** Nanoseconds until the next attempt. */
    long nanosLeft(long now) {
        return Math.max(0, nextAttempt - now);
    }

    /** Notes that the connection works; returns whether this is news: the first time since the last failure. */
    boolean healthy(long now) {
        boolean news = !healthy;
        if (news) {
            healthy = true;
            healthySince = now;
        }
        return news;
    }

    /** The back-off begins afresh only after a connection that lasted, so a device that accepts and fails is not hammered. */
    void failed(long now) {
        if (healthy && now - healthySince >= limits.healthy().toNanos()) {
            backoff.reset();
        }
        healthy = false;
    }

    /** Sets the next attempt. @return nanoseconds until then */
    long schedule(long now, DriverException.Reason reason) {
        // Who does not answer is not disturbed by being asked, and shall be read again soon after it is back.
        boolean away = reason == DriverException.Reason.UNREACHABLE || reason == DriverException.Reason.TIMEOUT;
        long wait = backoff.nextNanos(away ? limits.longestAwayBackoff() : limits.longestBackoff());
        if (reason == DriverException.Reason.REFUSED) {
            wait = Math.max(wait, limits.refusedBackoff().toNanos());
        }
        nextAttempt = now + wait;
        return wait;
    }
}
