package io.fieldpost.radio.simulation;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An rtl_tcp server on a loopback port of its own (librtlsdr, {@code rtl_tcp.c}): the greeting of an R820T, then samples at the rate that
 * the client sets; all commands are taken, frequency, rate, gain and bias tee have an effect. Every client has a tuner of its own.
 *
 * <p>One thread serves all. What a client doesn't read is dropped once 1 MiB waits, and a tuning takes effect at the next 10 ms, as with
 * the real one. Close it to end the thread.
 */
public final class RtlTcpServer implements AutoCloseable {
    /** How fast samples leave. */
    public enum Pace {
        /** At the sample rate. */
        REAL_TIME,
        /** As fast as the client reads; up to some MiB are then under way when it tunes. */
        UNLIMITED
    }

    private static final int BACKLOG_BYTES = 1 << 20;
    private static final byte[] GREETING =
            ByteBuffer.allocate(12).putInt(0x52544C30).putInt(5).putInt(29).array();

    private final EventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory("simulated-rtl-tcp", true));
    private final Set<RtlTcpSession> sessions = ConcurrentHashMap.newKeySet();
    private final List<RtlTcpSession> history = new CopyOnWriteArrayList<>();
    private final List<ChannelFuture> ends = new CopyOnWriteArrayList<>();
    private final Channel listening;
    private volatile int losing;
    private volatile boolean withoutTestMode;

    private RtlTcpServer(SignalSource source, Pace pace, byte[] greeting) {
        LoopCache loops = new LoopCache(source);
        listening = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(BACKLOG_BYTES / 2, BACKLOG_BYTES))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        RtlTcpSession session = new RtlTcpSession(loops, pace);
                        session.lose(losing);
                        session.testMode(!withoutTestMode);
                        sessions.add(session);
                        history.add(session);
                        ends.add(client.closeFuture());
                        client.closeFuture().addListener(closed -> sessions.remove(session));
                        client.write(Unpooled.wrappedBuffer(greeting));
                        client.pipeline().addLast(session);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    /** Serves a signal. */
    public static RtlTcpServer serving(SignalSource source, Pace pace) {
        return new RtlTcpServer(source, pace, GREETING);
    }

    /** Says something else first, as another kind of server would. */
    public static RtlTcpServer greeting(byte[] words, SignalSource source) {
        return new RtlTcpServer(source, Pace.REAL_TIME, words);
    }

    /** Where it listens. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Where it listens, as a source's {@code receiver} setting. */
    public String uri() {
        return "rtl_tcp://"
                + ((InetSocketAddress) listening.localAddress()).getAddress().getHostAddress() + ":" + port();
    }

    /** Clients connected now. */
    public int clients() {
        return sessions.size();
    }

    /** The commands of all clients that are connected, five bytes each. */
    public List<byte[]> commands() {
        return sessions.stream().flatMap(session -> session.commands().stream()).toList();
    }

    /** The commands of all clients that ever were. */
    public List<byte[]> allCommands() {
        return history.stream().flatMap(session -> session.commands().stream()).toList();
    }

    /** Waits, at most a minute, until it has read all that its clients sent and they are gone. */
    public void awaitNoClients() {
        ends.forEach(end -> end.awaitUninterruptibly(1, TimeUnit.MINUTES));
    }

    /** Takes the command for the test mode and does nothing, as a server that does not know it, for clients that come. */
    public void forgetTestMode() {
        withoutTestMode = true;
    }

    /** Has clients that come lose so many samples after each 20,000. */
    public void loseNowAndThen(int samples) {
        losing = samples;
    }

    /** Loses samples, as a busy USB bus does. */
    public void drop(int samples) {
        eachSession(session -> session.drop(samples));
    }

    /** Sends nothing more, but keeps connections. */
    public void stall() {
        eachSession(RtlTcpSession::stall);
    }

    /** Closes connections in the middle of the stream, but goes on listening. */
    public void disconnect() {
        eachSession(RtlTcpSession::disconnect);
    }

    private void eachSession(Consumer<RtlTcpSession> action) {
        group.submit(() -> sessions.forEach(action)).syncUninterruptibly();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
