package io.fieldpost.radio.receiver.eb200;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.receiver.Eb200Address;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Control and data connections to one receiver, with the subscription that joins them. Threads: one event loop of its own reads both.
 * {@link #close} always takes the subscription back, because a receiver goes on sending datagrams to whoever is gone.
 */
final class Eb200Connection implements AutoCloseable {
    private static final long CLOSE_PATIENCE_MILLIS = 1000;
    /** A second's worth of the fastest scan; the system may give less. */
    private static final int SOCKET_BUFFER_BYTES = 2 << 20;

    private final Eb200Address address;
    private final Transport transport;
    private final Datagrams datagrams;
    private final DatagramDecoder framing = new DatagramDecoder();
    private final Consumer<DriverException> onEnd;
    private final EventLoopGroup eventLoop;
    private @Nullable ScpiClient control;
    private String subscriber = "";
    private volatile boolean closing;

    /**
     * @param onEnd told once or more why no more data will come; on the event loop
     */
    Eb200Connection(
            Eb200Address address,
            Transport transport,
            String threadName,
            Datagrams.Sink sink,
            Consumer<DriverException> onEnd) {
        this.address = address;
        this.transport = transport;
        this.onEnd = onEnd;
        datagrams = new Datagrams(sink);
        eventLoop = new NioEventLoopGroup(1, new DefaultThreadFactory(threadName, true));
    }

    /**
     * Connects control.
     *
     * @return what the receiver says it is, such as {@code ROHDE&SCHWARZ,EM100,...}
     */
    String open() throws DriverException {
        ScpiClient connected = ScpiClient.connect(eventLoop, address.host(), address.port(), address.toString());
        control = connected;
        connected
                .closeFuture()
                .addListener(closed -> end(new DriverException(
                        Reason.UNREACHABLE, "control connection closed by the receiver: " + address)));
        String identity = connected.query("*IDN?").strip();
        connected.clearErrors();
        return ScpiAnswers.excerpt(identity);
    }

    private void end(DriverException cause) {
        if (!closing) {
            onEnd.accept(cause);
        }
    }

    ScpiClient control() {
        if (control == null) {
            throw new IllegalStateException("not open: " + address);
        }
        return control;
    }

    /**
     * Opens the data connection and has the receiver send.
     *
     * @param flags such as {@code volt:ac}
     */
    void subscribe(Collection<StreamTag> tags, Collection<String> flags) throws DriverException {
        InetSocketAddress own = transport == Transport.UDP ? bindUdp() : connectTcp();
        subscriber = "\"" + own.getAddress().getHostAddress() + "\", " + own.getPort();
        String names = names(tags);
        String quoted = flags.stream().map(flag -> "'" + flag + "'").collect(Collectors.joining(", "));
        control().command("trac:" + transport.scpi() + ":tag:on " + subscriber + ", " + names);
        control().command("trac:" + transport.scpi() + ":flag:on " + subscriber + ", " + quoted);
        control().requireNoErrors("subscription to " + names + " with " + quoted);
    }

    /** Has the receiver send more, to the same place and with the same flags. */
    void subscribeAlso(Collection<StreamTag> tags) throws DriverException {
        String names = names(tags);
        control().command("trac:" + transport.scpi() + ":tag:on " + subscriber + ", " + names);
        control().requireNoErrors("subscription to " + names);
    }

    private static String names(Collection<StreamTag> tags) {
        return tags.stream().map(StreamTag::scpi).distinct().collect(Collectors.joining(", "));
    }

    /** Does something on the thread that reads, while it reads nothing. */
    void betweenDatagrams(Runnable what) {
        eventLoop.submit(what).awaitUninterruptibly(CLOSE_PATIENCE_MILLIS);
    }

    private InetSocketAddress bindUdp() throws DriverException {
        Bootstrap binding = new Bootstrap()
                .group(eventLoop)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
                .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DatagramHeader.MAX_DATAGRAM))
                .handler(data(false));
        InetSocketAddress from = new InetSocketAddress(control().localAddress().getAddress(), 0);
        Channel bound = Connecting.await(binding.bind(from), "data", "check the network", address.toString());
        return (InetSocketAddress) bound.localAddress();
    }

    private InetSocketAddress connectTcp() throws DriverException {
        Bootstrap connecting = new Bootstrap()
                .group(eventLoop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 3000)
                .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DatagramHeader.MAX_DATAGRAM))
                .handler(data(true));
        Channel connected = Connecting.await(
                connecting.connect(address.host(), address.dataPort()),
                "data",
                "set the transport to udp if the receiver has no data stream over TCP on port " + address.dataPort(),
                address.toString());
        return (InetSocketAddress) connected.localAddress();
    }

    private ChannelInitializer<Channel> data(boolean framed) {
        InetSocketAddress receiver = control().remoteAddress();
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel initialised) {
                if (framed) {
                    initialised.pipeline().addLast(framing);
                }
                initialised
                        .pipeline()
                        .addLast(new DataHandler(
                                datagrams, receiver.getAddress(), address.toString(), Eb200Connection.this::end));
            }
        };
    }

    /** Datagrams that did not arrive or could not be read. Any thread. */
    long dropped() {
        return datagrams.missing() + datagrams.malformed();
    }

    /** What arrived and was wrong, for a message when nothing good comes. Any thread. */
    String condition() {
        return datagrams.received() + " datagrams before, " + datagrams.missing() + " missing, " + datagrams.malformed()
                + " malformed"
                + (datagrams.malformed() == 0 ? "" : ", the last because " + datagrams.lastComplaint())
                + (framing.skippedBytes() == 0 ? "" : ", " + framing.skippedBytes() + " bytes skipped");
    }

    /** Once; a second call does nothing. */
    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        if (control != null && !subscriber.isEmpty()) {
            control.command("trac:" + transport.scpi() + ":del " + subscriber);
            // Closing at once could overtake the line that was just written.
            control.finish();
        }
        eventLoop
                .shutdownGracefully(0, CLOSE_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(2 * CLOSE_PATIENCE_MILLIS);
    }
}
