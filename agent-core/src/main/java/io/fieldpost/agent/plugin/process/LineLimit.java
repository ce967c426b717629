package io.fieldpost.agent.plugin.process;

/** How many lines may be told: {@value #BURST} at once, and one more every {@value #EVERY_SECONDS} s. Not thread-safe. */
final class LineLimit {
    static final int BURST = 30;
    static final long EVERY_SECONDS = 10;

    private static final long EVERY_NANOS = EVERY_SECONDS * 1_000_000_000;

    private long allowed = BURST;
    private long since;
    private long leftOut;

    LineLimit(long nowNanos) {
        since = nowNanos;
    }

    /** Whether one more may be told; counts it when not. */
    boolean admits(long nowNanos) {
        long grown = (nowNanos - since) / EVERY_NANOS;
        since += grown * EVERY_NANOS;
        allowed = Math.min(BURST, allowed + grown);
        if (allowed == 0) {
            leftOut++;
            return false;
        }
        allowed--;
        return true;
    }

    /** How many were left out since this was asked last. */
    long takeLeftOut() {
        long count = leftOut;
        leftOut = 0;
        return count;
    }
}
