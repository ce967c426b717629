package io.fieldpost.radio.receiver;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The client of an rtl_tcp server, which any RTL-SDR receiver has (osmocom rtl-sdr and librtlsdr, {@code rtl_tcp.c}).
 *
 * <p>Threads: one event loop of its own reads; see {@link Receiver} for the rest. Memory: 64 blocks of 16 KiB, 218 ms at 2.4
 * MS/s; when they are all full, reading stops. Losses are found from arrival times, within {@link DropMeter}'s limits. The protocol
 * has no mark of where a command took effect: whoever tunes discards a settle time.
 */
public final class RtlTcpReceiver implements Receiver {
    private static final int BLOCKS = 64;
    private static final int READ_BYTES = 32 * 1024;
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(3);
    private static final Duration GREETING_PATIENCE = Duration.ofSeconds(3);
    private static final long TUNE_PATIENCE_MILLIS = 1000;
    private static final long CLOSE_PATIENCE_MILLIS = 1000;

    private final RtlTcpAddress address;
    private final BlockQueue blocks = new BlockQueue(BLOCKS);
    private final EventLoopGroup eventLoop;
    private final GreetingDecoder greeting;
    private final SampleHandler samples;
    private @Nullable Channel channel;

    /**
     * Touches nothing yet.
     *
     * @param threadName of the event loop
     * @param nanoTime monotonic time, as {@link System#nanoTime}
     */
    public RtlTcpReceiver(RtlTcpAddress address, String threadName, LongSupplier nanoTime) {
        this.address = address;
        eventLoop = new NioEventLoopGroup(1, new DefaultThreadFactory(threadName, true));
        greeting = new GreetingDecoder(address.toString());
        samples = new SampleHandler(address.toString(), blocks, nanoTime);
    }

    @Override
    public String open(ReceiverSetup setup) throws DriverException {
        Channel connected = connect();
        channel = connected;
        RtlTcpGreeting greeted = greeted();
        send(RtlTcpCommand.SAMPLE_RATE_HZ, setup.sampleRateHz());
        send(RtlTcpCommand.FREQUENCY_CORRECTION_PPM, setup.ppm());
        send(RtlTcpCommand.RTL_AGC, 0);
        gain(setup.gain());
        connected.eventLoop().execute(() -> samples.watch(setup.sampleRateHz()));
        return greeted.tuner();
    }

    private Channel connect() throws DriverException {
        ChannelFuture connecting = new Bootstrap()
                .group(eventLoop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_PATIENCE.toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel initialised) {
                        initialised.pipeline().addLast(greeting, samples);
                    }
                })
                .connect(address.host(), address.port());
        try {
            connecting.await();
        } catch (InterruptedException e) {
            connecting.cancel(true);
            throw interrupted("connecting", e);
        }
        if (!connecting.isSuccess()) {
            throw new DriverException(
                    Reason.UNREACHABLE,
                    "connect failed, " + connecting.cause().getMessage()
                            + "; check that rtl_tcp runs and listens there: " + address,
                    connecting.cause());
        }
        return connecting.channel();
    }

    private RtlTcpGreeting greeted() throws DriverException {
        try {
            return greeting.greeting().get(GREETING_PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DriverException cause) {
                throw cause;
            }
            throw new DriverException(Reason.PROTOCOL, "greeting could not be read: " + address, e);
        } catch (TimeoutException e) {
            throw new DriverException(
                    Reason.TIMEOUT,
                    "no greeting within " + GREETING_PATIENCE.toMillis()
                            + " ms; rtl_tcp serves one program at a time, check whether another is connected: "
                            + address,
                    e);
        } catch (InterruptedException e) {
            throw interrupted("waiting for the greeting", e);
        }
    }

    private DriverException interrupted(String doing, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new DriverException(Reason.TIMEOUT, "interrupted while " + doing + ": " + address, cause);
    }

    /**
     * {@inheritDoc} Waits for the event loop, which knows what arrived, and reckons from arrival times what is still in buffers on the way:
     * on a busy machine that can be more than a settle time.
     */
    @Override
    public long tune(long centerHz) {
        Future<Long> told = opened().eventLoop().submit(() -> {
            send(RtlTcpCommand.FREQUENCY_HZ, centerHz);
            return samples.taken();
        });
        told.awaitUninterruptibly(TUNE_PATIENCE_MILLIS);
        Long arrived = told.getNow();
        return arrived == null ? samples.arrived() : arrived;
    }

    @Override
    public void gain(Gain gain) {
        if (gain instanceof Gain.Fixed fixed) {
            send(RtlTcpCommand.TUNER_GAIN_MODE, 1);
            send(RtlTcpCommand.TUNER_GAIN_TENTHS_OF_DB, fixed.tenthsOfDb());
        } else {
            send(RtlTcpCommand.TUNER_GAIN_MODE, 0);
        }
    }

    /** A command that can't be written closes the connection, which the next {@link #take} tells. */
    private void send(RtlTcpCommand command, long argument) {
        ByteBuf out = opened().alloc().buffer(RtlTcpCommand.BYTES);
        command.write(out, argument);
        opened().writeAndFlush(out).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private Channel opened() {
        if (channel == null) {
            throw new IllegalStateException("not open: " + address);
        }
        return channel;
    }

    @Override
    public SampleBlock take(Duration patience) throws DriverException, InterruptedException {
        SampleBlock block = blocks.take(patience.toNanos());
        if (block == null) {
            throw new DriverException(
                    Reason.TIMEOUT,
                    "no samples for " + patience.toMillis() + " ms, " + samples.arrived() + " before: " + address);
        }
        return block;
    }

    @Override
    public void release(SampleBlock block) {
        blocks.release(block);
        if (samples.paused()) {
            opened().eventLoop().execute(samples::drain);
        }
    }

    @Override
    public ReceiverCounters counters() {
        return new ReceiverCounters(samples.arrived(), samples.dropped());
    }

    @Override
    public void close() {
        eventLoop
                .shutdownGracefully(0, CLOSE_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(2 * CLOSE_PATIENCE_MILLIS);
    }
}
