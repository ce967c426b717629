package io.fieldpost.radio.simulation;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * An R&amp;S monitoring receiver on loopback ports of its own: SCPI control, and data over UDP and TCP to whoever subscribed. It measures what
 * a {@link LevelSource} says. Every 10 ms it sends one spectrum, 10 ms of samples and sound, a level and a position, whatever of these the
 * subscriptions name.
 *
 * <p>One thread serves all. Close it to end the thread.
 */
public final class Eb200Server implements AutoCloseable {
    private static final int TICK_MILLIS = 10;
    private static final int NEEDED_ATTENUATION_DB = 20;

    final EventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory("simulated-eb200", true));
    final Eb200Behaviour behaviour;
    final Map<InetSocketAddress, Channel> tcpData = new ConcurrentHashMap<>();
    final Map<String, Eb200Subscription> subscriptions = new ConcurrentHashMap<>();
    final List<String> received = new CopyOnWriteArrayList<>();
    final Eb200Instrument instrument;
    private final long startMillis = System.currentTimeMillis();
    private final Channel control;
    private final Channel data;
    private final Channel udp;
    private volatile int pace = 1;

    private Eb200Server(LevelSource source, Eb200Behaviour behaviour) {
        this.behaviour = behaviour;
        instrument = new Eb200Instrument(source);
        control = listen(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel client) {
                client.pipeline().addLast(new LineBasedFrameDecoder(4096), new Eb200Session(Eb200Server.this));
            }
        });
        data = listen(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel client) {
                tcpData.put((InetSocketAddress) client.remoteAddress(), client);
                client.pipeline().addLast(new Discarding());
            }
        });
        udp = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(new Discarding())
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        group.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Channel listen(ChannelInitializer<Channel> children) {
        return new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(children)
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    /** A receiver that behaves. */
    public static Eb200Server measuring(LevelSource source) {
        return new Eb200Server(source, Eb200Behaviour.USUAL);
    }

    /** A receiver of some age, or with a fault. */
    public static Eb200Server measuring(LevelSource source, Eb200Behaviour behaviour) {
        return new Eb200Server(source, behaviour);
    }

    /** Where SCPI is spoken. */
    public int port() {
        return ((InetSocketAddress) control.localAddress()).getPort();
    }

    /** Where data come over TCP. */
    public int dataPort() {
        return ((InetSocketAddress) data.localAddress()).getPort();
    }

    /** Every line that a client sent. */
    public List<String> received() {
        return received;
    }

    /** How many subscriptions there are. */
    public int subscriptions() {
        return subscriptions.size();
    }

    /** Strong signals need more than the automatic attenuation. */
    boolean overloaded() {
        return behaviour.overloaded() && instrument.attenuationDb() < NEEDED_ATTENUATION_DB;
    }

    /** Loses the next datagrams, of all subscriptions. */
    public void lose(int datagrams) {
        subscriptions.values().forEach(subscription -> subscription.lose(datagrams));
    }

    /** Sends bytes that are no datagram, between two that are. */
    public void garble(byte[] bytes) {
        group.submit(() -> subscriptions.values().forEach(subscription -> send(subscription, bytes)))
                .syncUninterruptibly();
    }

    /** Has the receiver's clock run so many times as fast, from now on. */
    public void hurry(int times) {
        pace = times;
    }

    private void tick() {
        for (Eb200Subscription subscription : subscriptions.values()) {
            subscription.tick(
                    instrument,
                    behaviour,
                    startMillis + pace * (System.currentTimeMillis() - startMillis),
                    bytes -> send(subscription, bytes));
        }
        instrument.latch();
    }

    private void send(Eb200Subscription subscription, byte[] bytes) {
        InetSocketAddress to = subscription.address();
        if (subscription.overTcp()) {
            Channel client = tcpData.get(to);
            if (client != null && client.isWritable()) {
                client.writeAndFlush(Unpooled.wrappedBuffer(bytes));
            }
        } else {
            udp.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(bytes), to));
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** A receiver takes nothing on its data connections. */
    private static final class Discarding extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // A client that went away without a word, or a datagram that nobody takes.
            if (!(context.channel() instanceof NioDatagramChannel)) {
                context.close();
            }
        }
    }
}
