package io.fieldpost.driver.serial;

/** What a device that speaks in lines said. */
public sealed interface Heard {
    /**
     * A whole line.
     *
     * @param bytes without its start and end; not empty
     */
    record Line(byte[] bytes) implements Heard {}

    /**
     * What should have been one.
     *
     * @param bytes its beginning, {@value #MOST_KEPT} bytes at most
     */
    record Broken(Kind kind, byte[] bytes) implements Heard {}

    /** What can be wrong with a line. */
    enum Kind {
        /** The rest of a line that had begun before anybody listened. That happens at each beginning, and is nobody's fault. */
        JOINED,
        /** The beginning of a line whose end never came. */
        HALF,
        /** Longer than the longest that is allowed. */
        TOO_LONG,
        /** Bytes between two lines, where lines have a first character. */
        BETWEEN
    }

    /** How much is kept of a line that is broken. */
    int MOST_KEPT = 40;
}
