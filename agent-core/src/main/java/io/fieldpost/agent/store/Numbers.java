package io.fieldpost.agent.store;

/**
 * Which sequence numbers can be true. What a file says beyond is damage with a lucky checksum, or a forgery; believing it, the next numbers
 * would overflow.
 */
final class Numbers {
    /** No segment begins beyond: at a million records a second that takes 146,000 years. */
    private static final long HIGHEST = 1L << 62;

    private Numbers() {}

    /** Whether a segment can begin here. */
    static boolean canBegin(long first) {
        return first >= 1 && first <= HIGHEST;
    }

    /** Whether these can have been given; well below where a segment can begin, so that numbers can still be given above them. */
    static boolean canBeGiven(long first, long last) {
        return first >= 0 && first <= last && last <= HIGHEST / 2;
    }
}
