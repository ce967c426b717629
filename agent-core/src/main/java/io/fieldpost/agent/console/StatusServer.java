package io.fieldpost.agent.console;

import io.fieldpost.agent.StatusSource;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Serves the local status page on 127.0.0.1: {@code /} for a technician, {@code /status.json} for a program (see {@link StatusJson}
 * for its fields), {@code /metrics} for Prometheus, {@code /health} for a watchdog. It only reads. One daemon thread, {@code console}, asks the status source and
 * answers; at most 16 connections, each closed when 30 s pass without a whole request.
 */
public final class StatusServer implements AutoCloseable {
    private static final int CONNECTIONS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LINE_CHARACTERS = 1024;
    private static final int HEADER_BYTES = 8192;
    private static final int BODY_BYTES = 1024;

    private final EventLoopGroup thread;
    private final Channel listener;

    private StatusServer(EventLoopGroup thread, Channel listener) {
        this.thread = thread;
        this.listener = listener;
    }

    /**
     * Starts to serve. Returns when the port is open.
     *
     * @param port on 127.0.0.1; 0 takes a free one, see {@link #address()}
     * @param source asked once for each request, from the thread {@code console}
     * @throws ConsoleException when the port can't be opened; nothing is left behind
     */
    public static StatusServer start(int port, StatusSource source) throws ConsoleException {
        EventLoopGroup thread = new NioEventLoopGroup(1, new DefaultThreadFactory("console", true));
        ChannelFuture bound = new ServerBootstrap()
                .group(thread)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, CONNECTIONS)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new Pipeline(new Pages(source)))
                .bind("127.0.0.1", port)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stop(thread);
            throw new ConsoleException(
                    "status page can't be served on 127.0.0.1:" + port + ": "
                            + bound.cause().getMessage()
                            + "; end the program that uses this port, or set another one with"
                            + " 'console: { port: 0 }', which takes a free one",
                    bound.cause());
        }
        return new StatusServer(thread, bound.channel());
    }

    /** Where the page is: always on 127.0.0.1. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** The page's address for a browser. */
    public URI page() {
        return URI.create("http://127.0.0.1:" + address().getPort() + "/");
    }

    /** Closes the port and all connections; waits for the thread for at most a second. */
    @Override
    public void close() {
        stop(thread);
    }

    private static void stop(EventLoopGroup thread) {
        thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    }

    /** What each connection is made of. */
    private static final class Pipeline extends ChannelInitializer<Channel> {
        private final Pages pages;
        private final ConnectionLimit limit = new ConnectionLimit(CONNECTIONS);
        private final FailureLog failures = new FailureLog();

        Pipeline(Pages pages) {
            this.pages = pages;
        }

        @Override
        protected void initChannel(Channel channel) {
            HttpDecoderConfig sizes = new HttpDecoderConfig()
                    .setMaxInitialLineLength(LINE_CHARACTERS)
                    .setMaxHeaderSize(HEADER_BYTES)
                    .setMaxChunkSize(BODY_BYTES);
            channel.pipeline()
                    .addLast(limit)
                    .addLast(new HttpServerCodec(sizes))
                    .addLast(new HttpObjectAggregator(BODY_BYTES))
                    .addLast(new RequestHandler(pages, PATIENCE, failures));
        }
    }
}
