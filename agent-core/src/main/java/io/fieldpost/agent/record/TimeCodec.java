package io.fieldpost.agent.record;

import java.time.Instant;

/**
 * A column of instants. Each is the difference in seconds from the one before, and the fraction with its own unit: nothing of a
 * nanosecond is lost, and an OPC UA time (100 ns, from the year 1601) takes as many bytes as it needs.
 */
final class TimeCodec {
    private static final int[] NANOS = {1, 100, 1_000, 1_000_000};

    private static final long EARLIEST = Instant.MIN.getEpochSecond();
    private static final long LATEST = Instant.MAX.getEpochSecond();

    private long second;
    private int nanos;

    /** Begins afresh. */
    void clear() {
        second = 0;
        nanos = 0;
    }

    void write(ByteSink sink, Instant time) {
        sink.zigzag(time.getEpochSecond() - second);
        second = time.getEpochSecond();
        int unit = unitOf(time.getNano());
        sink.varint((long) (time.getNano() / NANOS[unit]) << 2 | unit);
    }

    /** Reads the next one; {@link #second} and {@link #nanos} are its parts. */
    void read(ByteSource source) throws DamagedBatchException {
        second += source.zigzag();
        long fraction = source.varint();
        long count = fraction >>> 2;
        int unit = NANOS[(int) fraction & 3];
        if (count >= 1_000_000_000 / unit || second < EARLIEST || second > LATEST) {
            throw source.damaged("a time that can't be");
        }
        nanos = (int) count * unit;
    }

    /** Seconds since 1970 of the last one that was read; 0 before the first. */
    long second() {
        return second;
    }

    /** Nanoseconds within its second. */
    int nanos() {
        return nanos;
    }

    private static int unitOf(int nanos) {
        for (int unit = NANOS.length - 1; unit > 0; unit--) {
            if (nanos % NANOS[unit] == 0) {
                return unit;
            }
        }
        return 0;
    }
}
