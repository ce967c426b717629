package io.fieldpost.driver.plc4x.line;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Passes whole packets on, one by one, and ends the connection at one that can't be. PLC4X 0.13.1 has a length of zero keep a thread busy for ever (in
 * {@code GeneratedDriverByteToMessageCodec.decode}), and gathers up to 4 GB for a length that noise has made.
 */
final class Frames extends ByteToMessageDecoder {
    private final Framing framing;

    Frames(Framing framing) {
        this.framing = framing;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < framing.needed()) {
            return;
        }
        int length = framing.length(in, in.readerIndex());
        if (in.readableBytes() >= length) {
            ByteBuf packet = in.readRetainedSlice(length);
            framing.repair(packet);
            out.add(packet);
        }
    }
}
