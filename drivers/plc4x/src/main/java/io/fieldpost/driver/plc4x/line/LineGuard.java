package io.fieldpost.driver.plc4x.line;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.plc4x.java.spi.events.CloseConnectionEvent;
import org.apache.plc4x.java.spi.events.ConnectEvent;
import org.apache.plc4x.java.spi.events.ConnectedEvent;
import org.apache.plc4x.java.spi.events.DisconnectedEvent;

/**
 * Stands before and, as {@link End}, behind the handlers of a protocol: sees what happens to the connection before they do, and takes what they
 * throw. Everything here runs on the line's own thread.
 */
final class LineGuard extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<Throwable> lost;
    private final CompletableFuture<Void> goodbye;
    private volatile long received;
    private boolean setUp;

    LineGuard(CompletableFuture<Throwable> lost, CompletableFuture<Void> goodbye) {
        this.lost = lost;
        this.goodbye = goodbye;
    }

    /** Ends a connection whose protocol has not come to its first use: PLC4X would wait on. */
    void endUnlessSetUp(Channel channel, Duration waited) {
        if (!setUp) {
            end(channel, new IOException("connected, and no session within " + waited.toMillis() + " ms"));
        }
    }

    private void end(Channel channel, Throwable cause) {
        lost.complete(cause);
        channel.close();
    }

    long received() {
        return received;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        // Written by the line's thread alone.
        received = received + 1;
        ctx.fireChannelRead(bytes);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        setUp |= event instanceof ConnectedEvent;
        ctx.fireUserEventTriggered(event);
        if (event instanceof ConnectEvent) {
            // The protocol's handlers have been added by now.
            ctx.pipeline().addLast("end", new End());
        } else if (event instanceof DisconnectedEvent) {
            goodbye.complete(null);
        }
    }

    /** Closing once more, although it is closed, is what lets the protocol stop its timer; the event, its pool. */
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        lost.complete(new IOException("the device closed the connection"));
        ctx.fireChannelInactive();
        ctx.pipeline().fireUserEventTriggered(new CloseConnectionEvent());
        ctx.channel().close();
    }

    /** Not passed on: PLC4X would close the connection from this very thread, and wait for it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(ctx.channel(), cause);
    }

    /** Behind all others, where what they throw arrives. */
    private final class End extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            end(ctx.channel(), cause);
        }
    }
}
