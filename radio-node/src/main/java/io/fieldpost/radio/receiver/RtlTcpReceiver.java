package io.fieldpost.radio.receiver;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
    private static final Duration GREETING_PATIENCE = Duration.ofSeconds(3);
    private static final Duration TEST_MODE_PATIENCE = Duration.ofSeconds(3);
    private static final long TUNE_PATIENCE_MILLIS = 1000;
    private static final long CLOSE_PATIENCE_MILLIS = 1000;

    private final RtlTcpAddress address;
    private final LongSupplier nanoTime;
    private final BlockQueue blocks = new BlockQueue(BLOCKS);
    private final EventLoopGroup eventLoop;
    private final GreetingDecoder greeting;
    private final SampleHandler samples;
    private @Nullable Channel channel;
    private Optional<GainTable> gains = Optional.empty();
    private volatile OptionalInt setGain = OptionalInt.empty();
    private Duration lossNotice = Duration.ZERO;

    /**
     * Touches nothing yet.
     *
     * @param threadName of the event loop
     * @param nanoTime monotonic time, as {@link System#nanoTime}
     */
    public RtlTcpReceiver(RtlTcpAddress address, String threadName, LongSupplier nanoTime) {
        this.address = address;
        this.nanoTime = nanoTime;
        eventLoop = new NioEventLoopGroup(1, new DefaultThreadFactory(threadName, true));
        greeting = new GreetingDecoder(address.toString());
        samples = new SampleHandler(address.toString(), blocks, nanoTime);
    }

    @Override
    public String open(ReceiverSetup setup) throws DriverException {
        TcpConnector connector = new TcpConnector("rtl_tcp", address.toString());
        Channel connected = connector.connect(eventLoop, address.host(), address.port(), greeting, samples);
        channel = connected;
        RtlTcpGreeting greeted = connector.await(
                greeting.greeting(),
                "greeting",
                GREETING_PATIENCE,
                "rtl_tcp serves one program at a time, check whether another is connected");
        gains = GainTable.of(greeted.tuner());
        if (setup.offsetTuning() && gains.equals(Optional.of(GainTable.R82XX))) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "tuner " + greeted.tuner() + " has no offset tuning; leave offset_tuning out: " + address);
        }
        set(setup);
        connected.eventLoop().execute(() -> samples.watch(setup.sampleRateHz()));
        lossNotice = DropMeter.notice(setup.sampleRateHz());
        return greeted.tuner();
    }

    private void set(ReceiverSetup setup) {
        command(RtlTcpCommand.SAMPLE_RATE_HZ, setup.sampleRateHz());
        command(RtlTcpCommand.FREQUENCY_CORRECTION_PPM, setup.ppm());
        command(RtlTcpCommand.DIRECT_SAMPLING, setup.directSampling().ordinal());
        command(RtlTcpCommand.OFFSET_TUNING, setup.offsetTuning() ? 1 : 0);
        command(RtlTcpCommand.TUNER_BANDWIDTH_HZ, setup.tunerBandwidthHz());
        command(RtlTcpCommand.RTL_AGC, setup.agc() ? 1 : 0);
        gain(setup.gain());
        command(RtlTcpCommand.BIAS_TEE, setup.biasTee() ? 1 : 0);
    }

    /**
     * {@inheritDoc} Waits for the event loop, which knows what arrived, and reckons from arrival times what is still in buffers on the way:
     * on a busy machine that can be more than a settle time.
     */
    @Override
    public long tune(long centerHz) {
        ByteBuf tuning = opened().alloc().buffer(2 * RtlTcpCommand.BYTES);
        RtlTcpCommand.writeTuning(tuning, centerHz);
        Future<Long> told = opened().eventLoop().submit(() -> {
            send(tuning);
            return samples.taken();
        });
        told.awaitUninterruptibly(TUNE_PATIENCE_MILLIS);
        Long arrived = told.getNow();
        return arrived == null ? samples.arrived() : arrived;
    }

    /** A fixed gain is sent as the nearest that the tuner has, where its table is known. */
    @Override
    public void gain(Gain gain) {
        if (gain instanceof Gain.Fixed fixed) {
            int nearest = gains.map(table -> table.tenthsOfDb(table.nearestIndex(fixed.tenthsOfDb())))
                    .orElse(fixed.tenthsOfDb());
            command(RtlTcpCommand.TUNER_GAIN_MODE, 1);
            command(RtlTcpCommand.TUNER_GAIN_TENTHS_OF_DB, nearest);
            setGain = gains.isPresent() ? OptionalInt.of(nearest) : OptionalInt.empty();
        } else {
            command(RtlTcpCommand.TUNER_GAIN_MODE, 0);
            setGain = OptionalInt.empty();
        }
    }

    @Override
    public boolean feed(boolean on) {
        command(RtlTcpCommand.BIAS_TEE, on ? 1 : 0);
        return true;
    }

    @Override
    public List<Integer> gainsTenthsOfDb() {
        return gains.map(GainTable::all).orElse(List.of());
    }

    @Override
    public OptionalInt gainTenthsOfDb() {
        return setGain;
    }

    /**
     * Gives any command of the protocol, without waiting. Those that {@link ReceiverSetup} knows are better set there.
     *
     * @throws IllegalArgumentException for an argument outside the command's range
     */
    public void command(RtlTcpCommand command, long argument) {
        ByteBuf out = opened().alloc().buffer(RtlTcpCommand.BYTES);
        try {
            command.write(out, argument);
        } catch (IllegalArgumentException e) {
            out.release();
            throw e;
        }
        send(out);
    }

    /** What can't be written closes the connection, which the next {@link #take} tells. */
    private void send(ByteBuf out) {
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
    public Duration lossNotice() {
        return lossNotice;
    }

    /**
     * Checks the way from the receiver to here: has it send a counter instead of samples, and counts where that jumps. For a self-test,
     * while nobody else takes blocks; samples come again when it is over, after what is still on its way. The test mode is off again
     * whatever happens, as far as the connection still stands: the server would leave it on for its next client.
     *
     * @param length how long to count
     * @param enough asked at each block whether to end before
     */
    public TestModeResult countLostInTestMode(Duration length, BooleanSupplier enough)
            throws DriverException, InterruptedException {
        long end = nanoTime.getAsLong() + length.toNanos();
        CounterCheck check = new CounterCheck();
        command(RtlTcpCommand.TEST_MODE, 1);
        try {
            while (end - nanoTime.getAsLong() > 0 && !enough.getAsBoolean()) {
                SampleBlock block = take(TEST_MODE_PATIENCE);
                check.accept(block.iq(), block.length());
                release(block);
            }
        } finally {
            command(RtlTcpCommand.TEST_MODE, 0);
            // A connection that is closed at once could take it along.
            opened().eventLoop().submit(() -> {}).awaitUninterruptibly(TUNE_PATIENCE_MILLIS);
        }
        return check.result();
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
