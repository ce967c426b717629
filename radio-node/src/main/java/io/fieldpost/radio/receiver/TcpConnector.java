package io.fieldpost.radio.receiver;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Connects to a receiver's server, and waits for what it says first; failures are told in the technician's words.
 *
 * @param program that should listen there
 * @param address for complaints
 */
record TcpConnector(String program, String address) {
    private static final int READ_BYTES = 32 * 1024;
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(3);

    Channel connect(EventLoopGroup eventLoop, String host, int port, ChannelHandler... handlers)
            throws DriverException {
        ChannelFuture connecting = new Bootstrap()
                .group(eventLoop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_PATIENCE.toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel initialised) {
                        initialised.pipeline().addLast(handlers);
                    }
                })
                .connect(host, port);
        try {
            connecting.await();
        } catch (InterruptedException e) {
            connecting.cancel(true);
            throw interrupted("connecting", e);
        }
        if (!connecting.isSuccess()) {
            throw new DriverException(
                    Reason.UNREACHABLE,
                    "connect failed, " + connecting.cause().getMessage() + "; check that " + program
                            + " runs and listens there: " + address,
                    connecting.cause());
        }
        return connecting.channel();
    }

    /**
     * Waits for something that the server says.
     *
     * @param what for the complaint
     * @param hint what to look for when it does not come
     */
    <T> T await(CompletableFuture<T> said, String what, Duration patience, String hint) throws DriverException {
        try {
            return said.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DriverException cause) {
                throw cause;
            }
            throw new DriverException(Reason.PROTOCOL, what + " could not be read: " + address, e);
        } catch (TimeoutException e) {
            throw new DriverException(
                    Reason.TIMEOUT,
                    "no " + what + " within " + patience.toMillis() + " ms; " + hint + ": " + address,
                    e);
        } catch (InterruptedException e) {
            throw interrupted("waiting for the " + what, e);
        }
    }

    private DriverException interrupted(String doing, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new DriverException(Reason.TIMEOUT, "interrupted while " + doing + ": " + address, cause);
    }
}
