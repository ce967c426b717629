package io.fieldpost.agent.command;

import java.time.Duration;

/**
 * How many commands the gate takes: some at once, then so many a second. Each leaves a record in the most precious stream, and a program that asks
 * in a loop must not fill the card with them. Any thread.
 */
final class Pace {
    /** A person, or a recipe of many values, is never held up by this. */
    static final int AT_ONCE = 200;

    private static final long PERIOD = Duration.ofMillis(50).toNanos();

    private long free = AT_ONCE;
    private long since;
    private boolean begun;

    /** Whether one more may pass now. */
    synchronized boolean admits(long now) {
        if (!begun) {
            begun = true;
            since = now;
        }
        long earned = (now - since) / PERIOD;
        if (earned > 0) {
            free = Math.min(AT_ONCE, free + earned);
            since += earned * PERIOD;
        }
        if (free == 0) {
            return false;
        }
        free--;
        return true;
    }
}
