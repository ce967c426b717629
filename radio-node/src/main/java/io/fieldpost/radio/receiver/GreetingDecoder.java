package io.fieldpost.radio.receiver;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Waits for the greeting, in however many pieces it comes, then leaves the pipeline; what follows goes on as it is. */
final class GreetingDecoder extends ByteToMessageDecoder {
    private final String server;
    private final CompletableFuture<RtlTcpGreeting> greeting = new CompletableFuture<>();

    GreetingDecoder(String server) {
        this.server = server;
    }

    /** Fails with a {@link DriverException}. */
    CompletableFuture<RtlTcpGreeting> greeting() {
        return greeting;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < RtlTcpGreeting.BYTES) {
            return;
        }
        try {
            greeting.complete(RtlTcpGreeting.read(in, server));
            context.pipeline().remove(this);
        } catch (DriverException e) {
            greeting.completeExceptionally(e);
            in.skipBytes(in.readableBytes());
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        greeting.completeExceptionally(new DriverException(
                Reason.PROTOCOL,
                "connection closed after " + actualReadableBytes() + " bytes, before a greeting of "
                        + RtlTcpGreeting.BYTES + ": " + server));
        super.channelInactive(context);
    }
}
