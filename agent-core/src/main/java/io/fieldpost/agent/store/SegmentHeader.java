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
 */
record SegmentHeader(StreamName stream, String epoch, long first, long reserved, String bootId) {
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
                .putInt(0);
        buffer.putLong(Long.parseUnsignedLong(epoch, 16)).putLong(first).putLong(reserved);
        buffer.put(Arrays.copyOf(bootId.getBytes(StandardCharsets.US_ASCII), BOOT_ID_SIZE));
        buffer.putInt(CRC_AT, Checksum.of(buffer.array(), 0, CRC_AT));
        return buffer.array();
    }

    /** The header, or null when the bytes are not one of this version. */
    static @Nullable SegmentHeader decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < SIZE || versionOf(bytes) != VERSION) {
            return null;
        }
        int code = buffer.getShort(10);
        if (buffer.getInt(CRC_AT) != Checksum.of(bytes, 0, CRC_AT) || code < 1 || code > 3) {
            return null;
        }
        String boot = new String(bytes, 40, BOOT_ID_SIZE, StandardCharsets.US_ASCII).replace("\0", "");
        return new SegmentHeader(
                streamOf(code), Epoch.text(buffer.getLong(16)), buffer.getLong(24), buffer.getLong(32), boot);
    }

    /** The format version that the bytes claim, 0 when they do not begin like a segment. */
    static int versionOf(byte[] bytes) {
        boolean ours = bytes.length >= 10 && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
        return ours ? ByteBuffer.wrap(bytes).getShort(8) & 0xFFFF : 0;
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
