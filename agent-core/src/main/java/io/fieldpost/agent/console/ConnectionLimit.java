package io.fieldpost.agent.console;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/** Turns away connections beyond a number. First in the pipeline; all connections share one, on one thread. */
@ChannelHandler.Sharable
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private static final byte[] REFUSAL =
            ("HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 44\r\n"
                            + "Connection: close\r\n\r\ntoo many browsers are open on this page now\n")
                    .getBytes(StandardCharsets.US_ASCII);

    private final int most;
    private int open;

    ConnectionLimit(int most) {
        this.most = most;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        open++;
        context.channel().closeFuture().addListener(closed -> open--);
        if (open <= most) {
            context.fireChannelActive();
        } else {
            context.channel().config().setAutoRead(false);
            context.writeAndFlush(Unpooled.wrappedBuffer(REFUSAL)).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
