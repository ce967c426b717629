package io.fieldpost.radio.position;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Position and clock from gpsd (TCP 2947, gpsd_json(5)). It connects in {@link #step}, and again after a loss: after 1 s, then twice as long
 * each time, a minute at most. A silent connection is given up after 30 s.
 *
 * <p>Threads: one event loop of its own reads; whoever asks gets what was reported last. A report is good for 10 s.
 */
public final class GpsdClient implements PositionSource {
    /** gpsd's port. */
    public static final int USUAL_PORT = 2947;

    private static final String WATCH = "?WATCH={\"enable\":true,\"json\":true,\"pps\":true};\n";
    private static final int CONNECT_MILLIS = 3000;
    /** A SKY report of a hundred satellites is some 12 KiB long. */
    private static final int LONGEST_LINE = 64 * 1024;

    private static final long FIRST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long SILENCE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long CLOSE_PATIENCE_MILLIS = 1000;

    // for the client's life
    private final String host;
    private final int port;
    private final InstantSource clock;
    private final BooleanSupplier timeServiceHasSetClock;
    private final EventLoopGroup eventLoop;
    private final GpsdState state = new GpsdState();
    private volatile long refused;
    private volatile String complaint = "";
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private boolean everTried;
    private long nextTryNanos;

    // for one connection
    private @Nullable ChannelFuture connection;
    private @Nullable Reading reading;
    private volatile boolean heard;
    private long lastHeardNanos;

    /**
     * Touches nothing yet; {@link #step} connects.
     *
     * @param threadName of the event loop
     * @param clock this machine's
     * @param timeServiceHasSetClock whether a network time service has set it, for when gpsd says nothing about it
     */
    public GpsdClient(
            String host, int port, String threadName, InstantSource clock, BooleanSupplier timeServiceHasSetClock) {
        this.host = host;
        this.port = port;
        this.clock = clock;
        this.timeServiceHasSetClock = timeServiceHasSetClock;
        eventLoop = new NioEventLoopGroup(1, new DefaultThreadFactory(threadName, true));
    }

    @Override
    public void step(long nowNanos) {
        ChannelFuture current = connection;
        if (current == null) {
            if (!everTried || nowNanos - nextTryNanos >= 0) {
                connect(nowNanos);
            }
            return;
        }
        if (heard) {
            heard = false;
            lastHeardNanos = nowNanos;
            pauseNanos = FIRST_PAUSE_NANOS;
        }
        boolean silent = nowNanos - lastHeardNanos >= SILENCE_NANOS;
        if (current.isDone() && !current.channel().isActive() || silent) {
            giveUp(silent);
            current.channel().close();
            connection = null;
            nextTryNanos = nowNanos + pauseNanos;
            pauseNanos = Math.min(LONGEST_PAUSE_NANOS, 2 * pauseNanos);
        }
    }

    /** From here on, what the connection still has to say is not listened to. */
    private synchronized void giveUp(boolean silent) {
        reading = null;
        heard = false;
        if (silent) {
            complaint = "gpsd said nothing for " + SILENCE_NANOS / 1_000_000_000 + " s: " + place();
        }
    }

    private synchronized Reading begin() {
        Reading made = new Reading();
        reading = made;
        return made;
    }

    private void connect(long nowNanos) {
        everTried = true;
        lastHeardNanos = nowNanos;
        Reading made = begin();
        connection = new Bootstrap()
                .group(eventLoop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel initialised) {
                        initialised.pipeline().addLast(new LineBasedFrameDecoder(LONGEST_LINE), made);
                    }
                })
                .connect(host, port)
                .addListener(connected -> {
                    if (connected.cause() != null) {
                        complain(
                                made,
                                "gpsd is not reached, " + connected.cause().getMessage()
                                        + "; check that it runs and listens there: " + place());
                    }
                });
    }

    /** Takes over that a connection is alive, unless it was given up. */
    private synchronized void hear(Reading from) {
        if (from == reading) {
            heard = true;
            complaint = "";
        }
    }

    /** Takes over what is wrong with a connection, unless it was given up. */
    private synchronized void complain(Reading from, String what) {
        if (from == reading) {
            complaint = what;
        }
    }

    private String place() {
        return "gpsd://" + host + ":" + port;
    }

    @Override
    public @Nullable Position position(Instant now) {
        return state.position(now);
    }

    @Override
    public ClockQuality clock(Instant now) {
        ClockQuality compared = state.clock(now);
        if (compared != null) {
            return compared;
        }
        return timeServiceHasSetClock.getAsBoolean() ? ClockQuality.NTP : ClockQuality.UNKNOWN;
    }

    @Override
    public String trouble() {
        String said = complaint;
        return said.isEmpty() ? state.trouble(clock.instant()) : said;
    }

    /** Lines that were not gpsd's. Any thread. */
    public long refused() {
        return refused;
    }

    @Override
    public void close() {
        eventLoop
                .shutdownGracefully(0, CLOSE_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(2 * CLOSE_PATIENCE_MILLIS);
    }

    private final class Reading extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(Unpooled.copiedBuffer(WATCH, StandardCharsets.US_ASCII));
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // the event loop alone writes
        protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
            try {
                state.accept(GpsdReport.parse(line.toString(StandardCharsets.UTF_8)), clock.instant());
                hear(this);
            } catch (IllegalArgumentException e) {
                refused++;
                complain(this, "line of gpsd was refused, " + e.getMessage() + ": " + place());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (complaint.isEmpty()) {
                complain(this, "connection closed by gpsd: " + place());
            }
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // the event loop alone writes
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            refused++;
            complain(this, "connection to gpsd failed, " + cause.getMessage() + ": " + place());
            context.close();
        }
    }
}
