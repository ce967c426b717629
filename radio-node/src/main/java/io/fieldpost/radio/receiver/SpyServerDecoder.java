package io.fieldpost.radio.receiver;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a SpyServer sends into messages; keeps at most one, whose body is at most 1 MiB. Refuses what can't be a SpyServer's with a
 * {@link DecoderException} around a {@link DriverException}.
 */
final class SpyServerDecoder extends ByteToMessageDecoder {
    /**
     * A message.
     *
     * @param body to be released by whoever takes it
     */
    record Message(SpyServerHeader header, ByteBuf body) {}

    private final String server;
    private @Nullable SpyServerHeader header;
    private long before;

    SpyServerDecoder(String server) {
        this.server = server;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws DriverException {
        SpyServerHeader next = header;
        if (next == null) {
            if (in.readableBytes() < SpyServerHeader.BYTES) {
                return;
            }
            next = SpyServerHeader.read(in);
            check(next);
            header = next;
        }
        if (in.readableBytes() >= next.bodyBytes()) {
            out.add(new Message(next, in.readRetainedSlice((int) next.bodyBytes())));
            header = null;
            before += SpyServerHeader.BYTES + next.bodyBytes();
        }
    }

    private void check(SpyServerHeader next) throws DriverException {
        if (next.majorVersion() != SpyServerHeader.PROTOCOL >>> 24) {
            throw new DriverException(
                    Reason.PROTOCOL,
                    "not a SpyServer of protocol version 2: message after " + before + " bytes begins with hex "
                            + Long.toHexString(next.protocol()) + ": " + server);
        }
        if (next.bodyBytes() > SpyServerHeader.MOST_BODY_BYTES) {
            throw new DriverException(
                    Reason.PROTOCOL,
                    "message after " + before + " bytes has a body of " + next.bodyBytes() + " bytes, more than "
                            + SpyServerHeader.MOST_BODY_BYTES + ": " + server);
        }
        if (next.type() == SpyServerHeader.DEVICE_INFO && next.bodyBytes() < SpyServerDevice.BYTES
                || next.type() == SpyServerHeader.CLIENT_SYNC && next.bodyBytes() < SpyServerSync.BYTES) {
            throw new DriverException(
                    Reason.PROTOCOL,
                    "message of type " + next.type() + " after " + before + " bytes is too short: " + next.bodyBytes()
                            + " bytes: " + server);
        }
    }
}
