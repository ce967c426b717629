package io.fieldpost.driver.plc4x.line;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.Slf4JLoggerFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.plc4x.java.api.exceptions.PlcConnectionException;
import org.apache.plc4x.java.spi.connection.ChannelFactory;
import org.apache.plc4x.java.spi.events.DisconnectEvent;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection of one PLC4X session, and its thread.
 *
 * <p>PLC4X 0.13.1 has a transport of its own, which this takes the place of, because of what users of it have met (plc4x #1101, #1589, #801):
 * it prints a stack trace for each connection that fails; waits two seconds for its thread at each close; leaves a timer's thread, and up to four
 * of a pool, when the other side closes; waits without an end for a session that the device never sets up; handles errors on the thread
 * that the handling waits for. Here every wait ends by a time-out or an interrupt, and after {@link #close} the connection, its
 * event loop and what the protocol had started are gone, whoever closed first.
 *
 * <p>For one connection: open it within {@link #within}, and close it once. Methods are for one thread; {@link #lost} completes on the line's own.
 */
public final class GuardedLine implements ChannelFactory {
    static {
        // Netty takes java.util.logging, and so the console, when SLF4J has nowhere to log to.
        InternalLoggerFactory.setDefaultFactory(Slf4JLoggerFactory.INSTANCE);
    }

    /** For a device that answers a goodbye; one that does not must not hold the source up. */
    private static final Duration LONGEST_GOODBYE = Duration.ofMillis(500);

    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final InetSocketAddress address;
    private final String name;
    private final Duration connectTimeout;
    private final Duration setUpTimeout;
    private final CompletableFuture<Throwable> lost = new CompletableFuture<>();
    private final CompletableFuture<Void> goodbye = new CompletableFuture<>();
    private final LineGuard guard = new LineGuard(lost, goodbye);
    private final Framing framing;
    private final boolean saysGoodbye;

    private @Nullable EventLoopGroup loop;
    private @Nullable Channel channel;
    private boolean connected;

    /**
     * A line that is not open yet.
     *
     * @param name of the source, for the thread
     * @param saysGoodbye whether the protocol has a word for it that the device answers
     * @param setUpTimeout how long the protocol may take from the connection to its first use
     */
    public GuardedLine(
            String host,
            int port,
            String name,
            Framing framing,
            boolean saysGoodbye,
            Duration connectTimeout,
            Duration setUpTimeout) {
        this.address = InetSocketAddress.createUnresolved(host, port);
        this.name = name;
        this.framing = framing;
        this.saysGoodbye = saysGoodbye;
        this.connectTimeout = connectTimeout;
        this.setUpTimeout = setUpTimeout;
    }

    /** Runs what makes PLC4X ask for this line, with the class loader that finds its services. */
    public <T> T within(Callable<T> making) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(GuardedLine.class.getClassLoader());
        GuardedTransport.set(this);
        try {
            return making.call();
        } finally {
            GuardedTransport.clear();
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public Channel createChannel(ChannelHandler protocol) throws PlcConnectionException {
        EventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory("plc4x-" + name, true));
        loop = group;
        ChannelFuture connecting = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connectTimeout.toMillis())
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(protocol)
                .connect(address);
        Channel opened = connecting.channel();
        channel = opened;
        try {
            connecting.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlcConnectionException("interrupted while connecting", e);
        }
        if (!connecting.isSuccess()) {
            throw new PlcConnectionException(String.valueOf(connecting.cause().getMessage()), connecting.cause());
        }
        connected = true;
        opened.eventLoop()
                .schedule(
                        () -> guard.endUnlessSetUp(opened, setUpTimeout),
                        setUpTimeout.toMillis(),
                        TimeUnit.MILLISECONDS);
        return opened;
    }

    @Override
    public void initializePipeline(ChannelPipeline pipeline) {
        pipeline.addFirst("guard", guard);
        // Behind PLC4X's first two handlers, so that what it throws goes to the guard's end.
        pipeline.addLast("frames", new Frames(framing));
    }

    @Override
    public boolean isPassive() {
        return false;
    }

    /** Whether a TCP connection stood, however it ended. */
    public boolean isConnected() {
        return connected;
    }

    /** Completes with the cause when the connection has ended, or can't be used any more. */
    public CompletableFuture<Throwable> lost() {
        return lost;
    }

    /** How often bytes have come from the device. */
    public long received() {
        return guard.received();
    }

    /** Says goodbye where the protocol has a word for it, and frees everything, at the latest after a few seconds. Does not throw. */
    public void close() {
        Channel opened = channel;
        if (opened != null && opened.isActive() && saysGoodbye) {
            opened.pipeline().fireUserEventTriggered(new DisconnectEvent());
            awaitGoodbye();
        }
        if (opened != null) {
            opened.close().awaitUninterruptibly(LONGEST_END.toMillis());
        }
        EventLoopGroup group = loop;
        if (group != null) {
            group.shutdownGracefully(0, LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly(LONGEST_END.toMillis());
        }
    }

    private void awaitGoodbye() {
        try {
            CompletableFuture.anyOf(goodbye, lost).get(LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // It goes without.
        }
    }
}
