package io.fieldpost.radio.receiver.eb200;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first 16 bytes of every datagram, big-endian.
 *
 * @param versionMinor raised by changes that keep the layout
 * @param versionMajor of the device's kind
 * @param sequence counts datagrams of one subscription, 16 bits
 * @param dataSize bytes of the whole datagram; 0 from old receivers, which only know UDP
 */
record DatagramHeader(int versionMinor, int versionMajor, int sequence, long dataSize) {
    static final int BYTES = 16;
    static final int MAGIC = 0x000EB200;
    /** Nothing larger fits into a UDP datagram; the TCP stream carries the same. */
    static final int MAX_DATAGRAM = 65_536;

    static final int USUAL_VERSION_MINOR = 0x02;
    static final int USUAL_VERSION_MAJOR = 0x40;

    /** Reads from the buffer's position on. */
    static DatagramHeader read(ByteBuffer in) throws MalformedDatagramException {
        if (in.remaining() < BYTES) {
            throw new MalformedDatagramException("datagram of " + in.remaining() + " bytes is shorter than its header");
        }
        in.order(ByteOrder.BIG_ENDIAN);
        int magic = in.getInt();
        if (magic != MAGIC) {
            throw new MalformedDatagramException(
                    "datagram begins with " + String.format("%08x", magic) + " instead of 000eb200");
        }
        int minor = Short.toUnsignedInt(in.getShort());
        int major = Short.toUnsignedInt(in.getShort());
        int sequence = Short.toUnsignedInt(in.getShort());
        in.getShort();
        return new DatagramHeader(minor, major, sequence, Integer.toUnsignedLong(in.getInt()));
    }

    /** Writes 16 bytes. */
    void write(ByteBuffer out) {
        out.order(ByteOrder.BIG_ENDIAN);
        out.putInt(MAGIC)
                .putShort((short) versionMinor)
                .putShort((short) versionMajor)
                .putShort((short) sequence)
                .putShort((short) 0)
                .putInt((int) dataSize);
    }
}
