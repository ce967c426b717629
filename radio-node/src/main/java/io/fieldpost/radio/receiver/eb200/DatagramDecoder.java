package io.fieldpost.radio.receiver.eb200;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts the TCP stream into datagrams by their size fields. What doesn't begin like a datagram is skipped, byte by byte, up to the next that
 * does, and counted.
 */
final class DatagramDecoder extends ByteToMessageDecoder {
    private volatile long skippedBytes;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        skipToMagic(in);
        if (in.readableBytes() < DatagramHeader.BYTES) {
            return;
        }
        long size = in.getUnsignedInt(in.readerIndex() + 12);
        if (size < DatagramHeader.BYTES || size > DatagramHeader.MAX_DATAGRAM) {
            skip(in, 1);
            return;
        }
        if (in.readableBytes() >= size) {
            out.add(in.readRetainedSlice((int) size));
        }
    }

    private void skipToMagic(ByteBuf in) {
        int at = in.readerIndex();
        while (in.writerIndex() - at >= 4 && in.getInt(at) != DatagramHeader.MAGIC) {
            at++;
        }
        if (at > in.readerIndex()) {
            skip(in, at - in.readerIndex());
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // the event loop alone writes
    private void skip(ByteBuf in, int bytes) {
        in.skipBytes(bytes);
        skippedBytes += bytes;
    }

    /** Any thread. */
    long skippedBytes() {
        return skippedBytes;
    }
}
