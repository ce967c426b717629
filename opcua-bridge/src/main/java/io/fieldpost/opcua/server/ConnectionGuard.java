package io.fieldpost.opcua.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds connections, which cost memory before anybody has said who he is: so many at once, and none that says nothing for longer than a
 * session may be silent. Any thread.
 */
final class ConnectionGuard {
    /** A session lives for at most two minutes without a word. */
    private static final Duration SILENCE = Duration.ofMinutes(3);

    private final int most;
    private final AtomicInteger open = new AtomicInteger();
    private final RefusalLog log;

    ConnectionGuard(int most, RefusalLog log) {
        this.most = most;
        this.log = log;
    }

    /** Takes a new connection under its guard, or closes it. */
    void watch(ChannelPipeline pipeline) {
        if (open.incrementAndGet() > most) {
            log.refused(
                    "connections",
                    "more than " + most + " connections at once, the rest are closed; end clients that"
                            + " connect again and again");
            pipeline.channel().close();
        }
        pipeline.channel().closeFuture().addListener(closed -> open.decrementAndGet());
        pipeline.addFirst(new IdleStateHandler(SILENCE.toSeconds(), 0, 0, TimeUnit.SECONDS) {
            @Override
            protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
                context.close();
            }
        });
    }

    int open() {
        return open.get();
    }
}
