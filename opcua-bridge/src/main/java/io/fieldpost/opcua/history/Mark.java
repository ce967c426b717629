package io.fieldpost.opcua.history;

/**
 * A place in the history of one point: behind a value that is known. Several values may share a source time, so the time alone does
 * not tell; servers give such values in the order in which they were recorded (Part 11, 6.5.3.2).
 *
 * @param time source time in intervals of 100 ns since 1601, as OPC UA counts it (Part 6, 5.2.2.5)
 * @param count how many values at this time are known at least, the last one included
 * @param print what the last one was worth ({@link Fingerprint})
 */
record Mark(long time, int count, int print) {
    /** One millisecond. */
    static final long MILLI = 10_000;

    private static final int ALL = Integer.MAX_VALUE;

    /** Before every value at this time. */
    static Mark before(long time) {
        return new Mark(time, 0, 0);
    }

    /** Behind every value at this time. */
    static Mark after(long time) {
        return new Mark(time, ALL, 0);
    }

    boolean isAfterAll() {
        return count == ALL;
    }

    /**
     * Whether a value of the history is the one that this mark names. Archives that keep whole milliseconds round what the
     * subscription told more finely; then only the same value at the same millisecond is the same.
     */
    boolean isAt(long otherTime, int otherPrint) {
        return otherTime == time
                || (otherPrint == print
                        && otherTime % MILLI == 0
                        && time % MILLI != 0
                        && Math.abs(otherTime - time) < MILLI);
    }
}
