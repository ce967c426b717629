package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The first 96 bytes of a segment.
 *
 * @param epoch 16 hexadecimal digits
 * @param first sequence of its first record
 * @param reserved highest sequence that may be given in it: on the card before the first is given
 * @param bootId run of the operating system that wrote it
 * @param keepEvery 0, or n when it was thinned out to the records whose sequence is a multiple of n
 */
record SegmentHeader(StreamName stream, String epoch, long first, long reserved, String bootId, int keepEvery) {
    static final int SIZE = 96;
    static final int VERSION = 1;
    private static final byte[] MAGIC = "FPSEGMNT".getBytes(StandardCharsets.US_ASCII);
    private static final int BOOT_ID_SIZE = 40;
    private static final int CRC_AT = SIZE - 4;

    byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(SIZE);
        buffer.put(MAGIC)
                .putShort((short) VERSION)
                .putShort((short) code(stream))
                .putInt(keepEvery);
        buffer.putLong(Long.parseUnsignedLong(epoch, 16)).putLong(first).putLong(reserved);
        buffer.put(Arrays.copyOf(bootId.getBytes(StandardCharsets.US_ASCII), BOOT_ID_SIZE));
        buffer.putInt(CRC_AT, Checksum.of(buffer.array(), 0, CRC_AT));
        return buffer.array();
    }

    /** The header, or null when the bytes are not one of this version, or say what can't be true. */
    static @Nullable SegmentHeader decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (versionOf(bytes) != VERSION) {
            return null;
        }
        int code = buffer.getShort(10);
        if (code < 1 || code > 3) {
            return null;
        }
        long first = buffer.getLong(24);
        long reserved = buffer.getLong(32);
        if (!Numbers.canBegin(first) || reserved < first || reserved - first >= Segment.MOST_RECORDS) {
            return null;
        }
        String boot = new String(bytes, 40, BOOT_ID_SIZE, StandardCharsets.US_ASCII).replace("\0", "");
        return new SegmentHeader(
                streamOf(code), Epoch.text(buffer.getLong(16)), first, reserved, boot, Math.max(0, buffer.getInt(12)));
    }

    /**
     * The format version, 0 when the bytes are no whole header. Magic, version and checksum stay where they are in every version, so a
     * flipped bit is not taken for a later one.
     */
    static int versionOf(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        boolean whole = bytes.length >= SIZE
                && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                && buffer.getInt(CRC_AT) == Checksum.of(bytes, 0, CRC_AT);
        return whole ? buffer.getShort(8) & 0xFFFF : 0;
    }

    /** Tells this header from any other of the same place. */
    int checksum() {
        return ByteBuffer.wrap(encode()).getInt(CRC_AT);
    }

    /** The same segment, thinned out to every so many-th record. */
    SegmentHeader thinnedTo(int every) {
        return new SegmentHeader(stream, epoch, first, reserved, bootId, every);
    }

    /** Whether it belongs to this stream of this store. */
    boolean isOf(StreamName wantedStream, String wantedEpoch) {
        return stream == wantedStream && epoch.equals(wantedEpoch);
    }

    private static int code(StreamName stream) {
        return switch (stream) {
            case ALARM -> 1;
            case DATA -> 2;
            case BULK -> 3;
        };
    }

    private static StreamName streamOf(int code) {
        return code == 1 ? StreamName.ALARM : code == 2 ? StreamName.DATA : StreamName.BULK;
    }
}
