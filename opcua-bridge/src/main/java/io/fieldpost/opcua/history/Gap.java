package io.fieldpost.opcua.history;

import java.time.Duration;

/** One span of one point that an interruption kept from the gateway. Guarded by its point's {@link Marks}. */
final class Gap {
    private static final long FIRST_WAIT = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_WAIT = Duration.ofSeconds(15).toNanos();

    final PointMark point;
    final Mark to;

    /** Where this connection found it to begin. */
    final long start;

    private Mark from;

    // For this connection.
    private boolean asked;
    private long dueNanos;
    private long firstAskedNanos;
    private long waitNanos = FIRST_WAIT;
    private int failures;
    private boolean crowded;

    /**
     * A span that nothing is known of yet.
     *
     * @param from behind the last value that the gateway has
     * @param to at the first value after the gap
     */
    Gap(PointMark point, Mark from, Mark to) {
        this.point = point;
        this.from = from;
        this.to = to;
        this.start = from.time();
    }

    Mark from() {
        return from;
    }

    /** What lies before this mark has been handed over. */
    void filledUpTo(Mark mark) {
        if (!mark.equals(from)) {
            from = mark;
            failures = 0;
        }
    }

    boolean isDue(long nowNanos) {
        return !asked || nowNanos - dueNanos >= 0;
    }

    /** Whether it is asked for again because the archive had not come so far. */
    boolean isAskedAgain() {
        return asked;
    }

    /**
     * The archive does not hold the end yet.
     *
     * @return whether it is worth asking again
     */
    boolean askAgain(long nowNanos, Duration archiveDelay) {
        if (!asked) {
            asked = true;
            firstAskedNanos = nowNanos;
        }
        if (nowNanos - firstAskedNanos >= archiveDelay.toNanos()) {
            return false;
        }
        dueNanos = nowNanos + waitNanos;
        waitNanos = Math.min(2 * waitNanos, LONGEST_WAIT);
        return true;
    }

    /** A reading failed; counts from the last progress. */
    int failed(long nowNanos) {
        asked = true;
        dueNanos = nowNanos + FIRST_WAIT;
        return ++failures;
    }

    /** One page held nothing but values at one source time; says whether the gap was crowded before. */
    boolean crowded() {
        boolean was = crowded;
        crowded = true;
        return was;
    }

    /** Whether it needs a page of its own. */
    boolean isCrowded() {
        return crowded;
    }

    long span() {
        return to.time() - from.time();
    }
}
