package io.fieldpost.agent.store;

import java.nio.ByteBuffer;

/** What one read brought: numbers and sizes. The payloads themselves are looked at and dropped. Used again for each read. */
final class Batch {
    /** As {@code StreamProgress} reads ahead. */
    static final int RECORDS = 32;

    static final int BYTES = 256 << 10;

    private final long[] sequences = new long[RECORDS];
    private int size;
    private long bytes;

    void clear() {
        size = 0;
        bytes = 0;
    }

    boolean isFull() {
        return size == RECORDS || bytes >= BYTES;
    }

    void add(long sequence, byte[] payload) {
        long stamp = ByteBuffer.wrap(payload).getLong();
        if (stamp != sequence) {
            throw new IllegalStateException("record " + sequence + " holds the payload of " + stamp);
        }
        sequences[size++] = sequence;
        bytes += payload.length;
    }

    int size() {
        return size;
    }

    long sequence(int at) {
        return sequences[at];
    }

    long bytes() {
        return bytes;
    }
}
