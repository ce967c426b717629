package io.fieldpost.radio.receiver;

import io.netty.buffer.ByteBuf;

/**
 * What stands before each message of a SpyServer: five little-endian words.
 *
 * @param protocol version, the major part in the upper 8 bits
 * @param type of the message
 * @param flags with samples, by how many dB they were raised
 * @param streamType which stream it belongs to
 * @param sequence counts the messages of a stream
 * @param bodyBytes what follows
 */
record SpyServerHeader(long protocol, int type, int flags, long streamType, long sequence, long bodyBytes) {
    static final int BYTES = 20;
    static final int MOST_BODY_BYTES = 1 << 20;
    static final long PROTOCOL = 2L << 24 | 1700;

    static final int DEVICE_INFO = 0;
    static final int CLIENT_SYNC = 1;
    static final int PONG = 2;
    static final int U8_IQ = 100;
    static final int S16_IQ = 101;
    static final long IQ_STREAM = 1;

    static SpyServerHeader read(ByteBuf in) {
        long protocol = in.readUnsignedIntLE();
        int type = in.readUnsignedShortLE();
        int flags = in.readUnsignedShortLE();
        return new SpyServerHeader(
                protocol, type, flags, in.readUnsignedIntLE(), in.readUnsignedIntLE(), in.readUnsignedIntLE());
    }

    void write(ByteBuf out) {
        out.writeIntLE((int) protocol);
        out.writeShortLE(type);
        out.writeShortLE(flags);
        out.writeIntLE((int) streamType);
        out.writeIntLE((int) sequence);
        out.writeIntLE((int) bodyBytes);
    }

    long majorVersion() {
        return protocol >>> 24;
    }
}
