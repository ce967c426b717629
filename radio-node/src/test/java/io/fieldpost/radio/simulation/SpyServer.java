package io.fieldpost.radio.simulation;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A SpyServer on a loopback port of its own, which speaks the bytes of protocol version 2.1700: device information and sync at once, then
 * samples of 8 or 16 bits at the rate that the client chose. One thread; close it to end that.
 */
public final class SpyServer implements AutoCloseable {
    /**
     * What it says of itself.
     *
     * @param type 1 Airspy, 2 Airspy HF+, 3 RTL-SDR
     * @param highestRateHz before decimation
     * @param stages how often that can be halved
     * @param highestGainIndex steps of gain
     * @param resolutionBits of its converter
     * @param forcedFormat 0, or the format that it insists on
     * @param lowestIqHz what a client may ask for
     * @param highestIqHz what a client may ask for
     * @param inControl whether clients control it
     */
    public record Device(
            int type,
            long highestRateHz,
            int stages,
            int highestGainIndex,
            int resolutionBits,
            int forcedFormat,
            long lowestIqHz,
            long highestIqHz,
            boolean inControl) {
        /** An RTL-SDR at 2.4 MS/s that the client controls. */
        public static Device rtlSdr() {
            return new Device(3, 2_400_000, 8, 28, 8, 0, 24_000_000, 1_766_000_000, true);
        }
    }

    private final EventLoopGroup group =
            new NioEventLoopGroup(1, new DefaultThreadFactory("simulated-spyserver", true));
    private final Set<SpyServerSession> sessions = ConcurrentHashMap.newKeySet();
    private final Channel listening;

    public SpyServer(SignalSource source, Device device) {
        LoopCache loops = new LoopCache(source);
        listening = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        SpyServerSession session = new SpyServerSession(loops, device);
                        sessions.add(session);
                        client.pipeline().addLast(session);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    /** Where it listens. */
    public String uri() {
        InetSocketAddress address = (InetSocketAddress) listening.localAddress();
        return "spyserver://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** What clients have set so far, as {@code id=value}, and {@code hello=name} and {@code ping}. */
    public List<String> told() {
        return sessions.stream().flatMap(session -> session.told().stream()).toList();
    }

    /** Leaves out the next messages of samples. */
    public void skip(int messages) {
        each(session -> session.skip(messages));
    }

    /** Another client takes the device to another frequency. */
    public void retuneByAnother(long lowestIqHz, long highestIqHz) {
        each(session -> session.sync(false, (lowestIqHz + highestIqHz) / 2, lowestIqHz, highestIqHz));
    }

    /** Sends bytes that are no message. */
    public void garble() {
        each(SpyServerSession::garble);
    }

    private void each(Consumer<SpyServerSession> action) {
        group.submit(() -> sessions.forEach(action)).syncUninterruptibly();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
