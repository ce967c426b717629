package io.fieldpost.agent.store;

/** A store in the race. One thread uses it, and another, the house-keeper, calls {@link #step}. Numbers begin at 1 and have no holes. */
interface Contender extends AutoCloseable {
    /** Keeps one record. */
    void append(byte[] payload) throws Exception;

    /** Reads on behind a number, as much as a publisher reads ahead. */
    void read(long after, Batch batch) throws Exception;

    /** The centre has these. */
    void settle(long first, long last) throws Exception;

    /** What a start has to know before it can go on. */
    Extent extent() throws Exception;

    void step(long nowNanos);

    @Override
    void close() throws Exception;

    /**
     * What is kept.
     *
     * @param oldest lowest number
     * @param newest highest number, one less than the lowest when nothing is kept
     */
    record Extent(long oldest, long newest) {}
}
