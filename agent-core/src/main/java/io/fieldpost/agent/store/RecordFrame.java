package io.fieldpost.agent.store;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What stands before a payload in a segment: length, CRC-32C, sequence, time, count, clock.
 *
 * @param storedNanos nanoseconds since 1970
 */
record RecordFrame(int length, int crc, long sequence, long storedNanos, int count, ClockState clock) {
    static final int SIZE = 32;
    /** Largest payload: a record must fit the small heap several times over. */
    static final int MAX_PAYLOAD = 8 * 1024 * 1024;

    private static final ClockState[] CLOCKS = {ClockState.UNKNOWN, ClockState.SYNCHRONISED, ClockState.UNSYNCHRONISED};

    /** Bytes on the card. */
    long bytes() {
        return SIZE + (long) length;
    }

    static void encode(byte[] target, byte[] payload, long sequence, long storedNanos, int count, ClockState clock) {
        ByteBuffer buffer = ByteBuffer.wrap(target);
        buffer.putInt(0, payload.length)
                .putLong(8, sequence)
                .putLong(16, storedNanos)
                .putInt(24, count);
        buffer.putInt(28, code(clock) << 24);
        buffer.putInt(4, crcOf(target, 0, payload, payload.length));
    }

    /** The frame that the bytes would be; only {@link #isWhole} says whether they are one. */
    static RecordFrame decode(byte[] bytes, int at) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, at, SIZE);
        int clock = bytes[at + 28];
        return new RecordFrame(
                buffer.getInt(),
                buffer.getInt(),
                buffer.getLong(),
                buffer.getLong(),
                buffer.getInt(),
                clock >= 0 && clock < CLOCKS.length ? CLOCKS[clock] : ClockState.UNKNOWN);
    }

    /** Whether length and sequence can be true, before anything is read because of them. */
    boolean isPlausible(long lowest, long highest) {
        return length >= 0 && length <= MAX_PAYLOAD && sequence >= lowest && sequence <= highest;
    }

    /** Whether the checksum is that of these bytes. */
    boolean isWhole(byte[] frame, int at, byte[] payload) {
        return crc == crcOf(frame, at, payload, length);
    }

    private static int crcOf(byte[] frame, int at, byte[] payload, int length) {
        CRC32C sum = new CRC32C();
        sum.update(frame, at, 4);
        sum.update(frame, at + 8, SIZE - 8);
        sum.update(payload, 0, length);
        return (int) sum.getValue();
    }

    private static int code(ClockState clock) {
        return switch (clock) {
            case UNKNOWN -> 0;
            case SYNCHRONISED -> 1;
            case UNSYNCHRONISED -> 2;
        };
    }
}
