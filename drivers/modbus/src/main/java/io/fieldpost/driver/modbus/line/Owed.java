package io.fieldpost.driver.modbus.line;

import org.jspecify.annotations.Nullable;

/** The last request that was not answered: what came late would look like the answer to the next of its kind. */
final class Owed {
    private final long patienceNanos;
    private RtuFrames.@Nullable Expected expected;
    private long until;

    /** @param patienceNanos how much later than its time-out an answer can still come */
    Owed(long patienceNanos) {
        this.patienceNanos = patienceNanos;
    }

    /** @param sentAt when its request went out, monotonic nanoseconds */
    void unanswered(RtuFrames.Expected unanswered, long sentAt) {
        expected = unanswered;
        until = sentAt + 2 * patienceNanos;
    }

    /** How long to listen before a request whose answer could be taken for the one owed; 0 for every other. */
    long nanosLeft(RtuFrames.Expected next, long now) {
        return next.equals(expected) ? Math.max(0, until - now) : 0;
    }
}
