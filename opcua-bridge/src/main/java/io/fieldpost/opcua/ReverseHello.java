package io.fieldpost.opcua;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The first message of a server that calls (Part 6, 7.1.2.6): {@code RHEF}, the size, the ServerUri and the EndpointUrl, each a length
 * and at most 4096 bytes of UTF-8. Whoever sends something else, or nothing, is hung up on. One for each channel.
 */
final class ReverseHello extends ByteToMessageDecoder {
    private static final int HEADER_BYTES = 8;
    private static final int MOST_TEXT_BYTES = 4096;
    private static final int MOST_BYTES = HEADER_BYTES + 2 * (4 + MOST_TEXT_BYTES);
    /** The bytes R, H, E, F as they stand in a little-endian number. */
    private static final int RHEF = 0x46454852;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BiConsumer<Channel, String> heard;
    private @Nullable ScheduledFuture<?> patience;

    /** @param heard given the channel and the server's EndpointUrl, on the channel's thread */
    ReverseHello(BiConsumer<Channel, String> heard) {
        this.heard = heard;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        patience = context.executor()
                .schedule(() -> context.channel().close(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) {
        if (bytes.readableBytes() < HEADER_BYTES) {
            return;
        }
        int start = bytes.readerIndex();
        long size = bytes.getUnsignedIntLE(start + 4);
        if (bytes.getIntLE(start) != RHEF || size < HEADER_BYTES + 8 || size > MOST_BYTES) {
            context.close();
            return;
        }
        if (bytes.readableBytes() < size) {
            return;
        }
        bytes.skipBytes(HEADER_BYTES);
        ByteBuf body = bytes.readSlice((int) size - HEADER_BYTES);
        String serverUri = text(body);
        String endpointUrl = text(body);
        if (serverUri == null || endpointUrl == null || bytes.isReadable()) {
            context.close();
            return;
        }
        hand(context, endpointUrl);
    }

    private void hand(ChannelHandlerContext context, String endpointUrl) {
        ScheduledFuture<?> waiting = patience;
        if (waiting != null) {
            waiting.cancel(false);
        }
        context.pipeline().remove(this);
        heard.accept(context.channel(), endpointUrl);
    }

    /** A text, or nothing when there is none where one should be. */
    private static @Nullable String text(ByteBuf body) {
        if (body.readableBytes() < 4) {
            return null;
        }
        int length = body.readIntLE();
        if (length < 0 || length > MOST_TEXT_BYTES || length > body.readableBytes()) {
            return null;
        }
        return body.readCharSequence(length, StandardCharsets.UTF_8).toString();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
