package io.fieldpost.driver.plc4x.line;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.CorruptedFrameException;

/** How the packets of a protocol follow each other on a TCP connection. Lengths are in bytes. */
public enum Framing {
    /** ISO transport on TCP (RFC 1006, 6): version 3, a reserved byte, the length of the whole packet. */
    TPKT(4) {
        @Override
        int length(ByteBuf in, int start) {
            if (in.getUnsignedByte(start) != 3) {
                throw new CorruptedFrameException("a packet begins with " + in.getUnsignedByte(start) + ", not 3");
            }
            return checked(in.getUnsignedShort(start + 2), LEAST_TPKT, MOST_TPKT);
        }

        @Override
        void repair(ByteBuf packet) {
            S7Answers.repair(packet);
        }
    },
    /** EtherNet/IP's encapsulation (CIP networks library, volume 2, 2-3.1): a header of 24 bytes, the length of what follows at 2. */
    ENCAPSULATION(4) {
        @Override
        int length(ByteBuf in, int start) {
            return checked(HEADER + in.getUnsignedShortLE(start + 2), HEADER, HEADER + 0xFFFF);
        }
    },
    /** AMS over TCP (Beckhoff's TE1000, AMS/TCP packet): two reserved bytes, the length of what follows, of which 32 are a header. */
    AMS(6) {
        @Override
        int length(ByteBuf in, int start) {
            long length = in.getUnsignedIntLE(start + 2);
            return AMS_TCP_HEADER + checked((int) Math.min(length, Integer.MAX_VALUE), AMS_HEADER, MOST_AMS);
        }
    };

    /** The shortest packet that carries a transport header. */
    private static final int LEAST_TPKT = 7;

    /** Well above the largest that is negotiated, 8192 and its header. */
    private static final int MOST_TPKT = 9000;

    private static final int HEADER = 24;
    private static final int AMS_TCP_HEADER = 6;
    private static final int AMS_HEADER = 32;

    /** For the table of a large program's symbols. */
    private static final int MOST_AMS = 8 << 20;

    private final int needed;

    Framing(int needed) {
        this.needed = needed;
    }

    /** How many bytes of a packet must be there for its length to be known. */
    int needed() {
        return needed;
    }

    /**
     * The length of the packet that begins at {@code start}.
     *
     * @throws CorruptedFrameException when it is none
     */
    abstract int length(ByteBuf in, int start);

    /** Changes in a whole packet what PLC4X would read wrong. */
    void repair(ByteBuf packet) {}

    private static int checked(int length, int least, int most) {
        if (length < least || length > most) {
            throw new CorruptedFrameException(
                    "a packet of " + length + " bytes, and " + least + " to " + most + " can be");
        }
        return length;
    }
}
