package io.fieldpost.radio.receiver;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.sample.SampleFormat;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The client of a SpyServer (Airspy), which several programs share; protocol version 2.1700, as SDR++'s header of it by Ryzerth has it.
 * Samples come as 8 bits where the device has no more and the rate is its highest, else as 16. Messages that the server left out are
 * counted exactly, from their sequence numbers.
 *
 * <p>The first client controls the device; another one may only choose a centre that its stream allows, which {@link #tune} refuses to
 * leave. A gain in dB is the step of that number on an Airspy, and on an RTL-SDR the nearest of its tuner's; a client without control, or
 * with {@code auto}, leaves it as it is.
 *
 * <p>Threads and memory as {@link RtlTcpReceiver}; one message of at most 1 MiB besides.
 */
final class SpyServerReceiver implements Receiver {
    private static final int BLOCKS = 64;
    private static final Duration GREETING_PATIENCE = Duration.ofSeconds(3);
    private static final long PING_SECONDS = 5;
    private static final long TUNE_PATIENCE_MILLIS = 1000;
    private static final long CLOSE_PATIENCE_MILLIS = 1000;
    private static final long IQ_MODE = 1;

    private final SpyServerAddress address;
    private final BlockQueue blocks = new BlockQueue(BLOCKS);
    private final EventLoopGroup eventLoop;
    private final SpyServerHandler messages;
    private @Nullable Channel channel;
    private @Nullable SpyServerDevice device;

    /** Touches nothing yet; parameters as {@link RtlTcpReceiver}'s. */
    SpyServerReceiver(SpyServerAddress address, String threadName, LongSupplier nanoTime) {
        this.address = address;
        eventLoop = new NioEventLoopGroup(1, new DefaultThreadFactory(threadName, true));
        messages = new SpyServerHandler(address.toString(), blocks, nanoTime);
    }

    @Override
    public String open(ReceiverSetup setup) throws DriverException {
        TcpConnector connector = new TcpConnector("a SpyServer", address.toString());
        Channel connected = connector.connect(
                eventLoop, address.host(), address.port(), new SpyServerDecoder(address.toString()), messages);
        channel = connected;
        ByteBuf hello = connected.alloc().buffer();
        SpyServerCommand.hello(hello, "Fieldpost");
        send(hello);
        String hint = "check that it is a SpyServer and has room for another client";
        SpyServerDevice found = connector.await(messages.device(), "device information", GREETING_PATIENCE, hint);
        device = found;
        connector.await(messages.firstSync(), "client sync", GREETING_PATIENCE, hint);
        start(connected, found, setup);
        return found.name();
    }

    private void start(Channel connected, SpyServerDevice found, ReceiverSetup setup) throws DriverException {
        int stages = checked(found, setup);
        SampleFormat format = format(found, stages);
        connected
                .eventLoop()
                .submit(() -> messages.begin(format, setup.sampleRateHz()))
                .awaitUninterruptibly();
        set(SpyServerCommand.STREAMING_MODE, IQ_MODE);
        set(
                SpyServerCommand.IQ_FORMAT,
                format == SampleFormat.CU8 ? SpyServerCommand.FORMAT_U8 : SpyServerCommand.FORMAT_S16);
        set(SpyServerCommand.IQ_DECIMATION, stages);
        // Levels must not depend on what the server finds useful.
        set(SpyServerCommand.IQ_DIGITAL_GAIN, 0);
        gain(setup.gain());
        set(SpyServerCommand.STREAMING_ENABLED, 1);
        connected.eventLoop().scheduleAtFixedRate(this::ping, 0, PING_SECONDS, TimeUnit.SECONDS);
    }

    /** How often the device's rate is to be halved. */
    private int checked(SpyServerDevice found, ReceiverSetup setup) throws DriverException {
        String special = setup.special().orElse(setup.ppm() == 0 ? "" : "ppm");
        if (!special.isEmpty()) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "setting " + special
                            + " can't be set through a SpyServer; leave it out and set it in the server's own"
                            + " configuration: " + address);
        }
        int stages = found.stagesTo(setup.sampleRateHz());
        if (stages < 0) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "SpyServer has no rate of " + setup.sampleRateHz()
                            + " samples per second; set sample_rate to one of " + found.rates() + ": " + address);
        }
        return stages;
    }

    private SampleFormat format(SpyServerDevice found, int stages) throws DriverException {
        if (found.forcedFormat() > SpyServerCommand.FORMAT_S16) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "SpyServer insists on sample format " + found.forcedFormat()
                            + ", and only 8 and 16 bits can be read; change it in the server's configuration: "
                            + address);
        }
        boolean eightBits = found.forcedFormat() == 0
                ? found.resolutionBits() <= 8 && stages == 0
                : found.forcedFormat() == SpyServerCommand.FORMAT_U8;
        return eightBits ? SampleFormat.CU8 : SampleFormat.CS16;
    }

    @Override
    public OptionalLong fixedCenterHz() {
        SpyServerSync now = messages.sync();
        return now != null && !now.inControl() && now.lowestIqCenterHz() == now.highestIqCenterHz()
                ? OptionalLong.of(now.iqCenterHz())
                : OptionalLong.empty();
    }

    @Override
    public long tune(long centerHz) {
        Future<Long> told = opened().eventLoop().submit(() -> {
            SpyServerSync now = messages.sync();
            SpyServerDevice found = device;
            if (now != null && !now.inControl() && !now.allows(centerHz)) {
                messages.end(new DriverException(
                        Reason.REFUSED,
                        "SpyServer is controlled by another client, which leaves " + now.lowestIqCenterHz() + " to "
                                + now.highestIqCenterHz() + " Hz and not " + centerHz + " Hz: " + address));
            } else if (found != null && (centerHz < found.lowestHz() || centerHz > found.highestHz())) {
                messages.end(new DriverException(
                        Reason.CONFIGURATION,
                        "SpyServer's receiver can be tuned from " + found.lowestHz() + " to " + found.highestHz()
                                + " Hz, not to " + centerHz + " Hz: " + address));
            } else {
                set(SpyServerCommand.IQ_FREQUENCY, centerHz);
            }
            return messages.tuned(centerHz);
        });
        told.awaitUninterruptibly(TUNE_PATIENCE_MILLIS);
        Long taken = told.getNow();
        return taken == null ? messages.arrived() : taken;
    }

    @Override
    public void gain(Gain gain) {
        SpyServerSync now = messages.sync();
        if (gain instanceof Gain.Fixed fixed && now != null && now.inControl()) {
            set(SpyServerCommand.GAIN, index(fixed));
        }
    }

    private long index(Gain.Fixed gain) {
        SpyServerDevice found = device;
        long highest = found == null ? 0 : found.highestGainIndex();
        long index = tunerGains(found) ? GainTable.R82XX.nearestIndex(gain.tenthsOfDb()) : Math.round(gain.db());
        return Math.max(0, Math.min(highest, index));
    }

    private static boolean tunerGains(@Nullable SpyServerDevice found) {
        return found != null
                && found.type() == SpyServerDevice.RTL_SDR
                && found.highestGainIndex() == GainTable.R82XX.steps() - 1;
    }

    /** Known of an RTL-SDR alone: an Airspy's steps are no dB. */
    @Override
    public OptionalInt gainTenthsOfDb() {
        SpyServerSync now = messages.sync();
        return now != null && tunerGains(device) && now.gainIndex() < GainTable.R82XX.steps()
                ? OptionalInt.of(GainTable.R82XX.tenthsOfDb((int) now.gainIndex()))
                : OptionalInt.empty();
    }

    private void ping() {
        ByteBuf out = opened().alloc().buffer();
        SpyServerCommand.ping(out);
        send(out);
    }

    private void set(int setting, long value) {
        ByteBuf out = opened().alloc().buffer();
        SpyServerCommand.set(out, setting, value);
        send(out);
    }

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
            long pong = messages.sincePongNanos();
            throw new DriverException(
                    Reason.TIMEOUT,
                    "no samples for " + patience.toMillis() + " ms, " + messages.arrived() + " before; the server "
                            + (pong < 0
                                    ? "never answered a ping"
                                    : "last answered a ping " + pong / 1_000_000 + " ms ago")
                            + ": " + address);
        }
        return block;
    }

    @Override
    public void release(SampleBlock block) {
        blocks.release(block);
        if (messages.paused()) {
            opened().eventLoop().execute(messages::drain);
        }
    }

    @Override
    public ReceiverCounters counters() {
        return new ReceiverCounters(messages.arrived(), messages.dropped());
    }

    @Override
    public void close() {
        eventLoop
                .shutdownGracefully(0, CLOSE_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(2 * CLOSE_PATIENCE_MILLIS);
    }
}
