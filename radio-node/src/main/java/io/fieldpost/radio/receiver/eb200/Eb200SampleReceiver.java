package io.fieldpost.radio.receiver.eb200;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.receiver.Eb200Address;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.Receiver;
import io.fieldpost.radio.receiver.ReceiverCounters;
import io.fieldpost.radio.receiver.ReceiverSetup;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.receiver.SampleExchange;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.Transport;
import io.fieldpost.radio.sample.SampleFormat;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * I/Q samples of an R&amp;S monitoring receiver: its IF stream of 16 bits. Full scale is the converter's; levels are not calibrated by it.
 *
 * <p>The receiver derives the sample rate from the filter's bandwidth and tells it with the samples. When it isn't the one that was asked
 * for, {@link #open} fails and says which one it is. Each packet carries the index of its first sample, so losses are known exactly.
 *
 * <p>The gain of such a receiver is its attenuator: {@code auto} lets it choose; a fixed gain of 0 or less is that much attenuation, and more
 * than 0 is refused. A correction in ppm is refused too: its reference is adjusted at the receiver.
 */
public final class Eb200SampleReceiver implements Receiver {
    private static final int BLOCKS = 64;
    private static final long FIRST_PATIENCE_MILLIS = 3000;

    private final Eb200Address address;
    private final long bandwidthHz;
    private final long firstCenterHz;
    private final SampleExchange exchange = new SampleExchange(BLOCKS, SampleFormat.CS16);
    private final SampleAssembler assembler = new SampleAssembler(exchange);
    private final Eb200Connection connection;

    /**
     * Touches nothing yet.
     *
     * @param centerHz where it is tuned when it is opened
     * @param bandwidthHz of the filter, which decides the sample rate; one that the receiver has
     * @param threadName of the event loop
     */
    public Eb200SampleReceiver(
            Eb200Address address, Transport transport, long centerHz, long bandwidthHz, String threadName) {
        this.address = address;
        this.bandwidthHz = bandwidthHz;
        firstCenterHz = centerHz;
        connection = new Eb200Connection(address, transport, threadName, assembler, this::end);
    }

    private void end(DriverException cause) {
        assembler.end(cause);
        exchange.end(cause);
    }

    @Override
    public String open(ReceiverSetup setup) throws DriverException {
        if (setup.ppm() != 0) {
            throw new DriverException(
                    Reason.CONFIGURATION, "a correction in ppm is not for this receiver, leave ppm at 0: " + address);
        }
        String identity = connection.open();
        ScpiClient control = connection.control();
        ReceiverCommands.samples(firstCenterHz, bandwidthHz).forEach(control::command);
        setGain(setup.gain());
        control.requireNoErrors("samples of " + bandwidthHz + " Hz around " + firstCenterHz + " Hz");
        connection.subscribe(Set.of(StreamTag.IF), List.of("opt", "swap"));
        control.command("init:imm");
        control.requireNoErrors("start of samples");
        long rate = assembler.awaitRate(FIRST_PATIENCE_MILLIS, () -> connection.condition() + ": " + address);
        if (rate != setup.sampleRateHz()) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "receiver sends " + rate + " samples/s at a bandwidth of " + bandwidthHz + " Hz and not "
                            + setup.sampleRateHz() + "; set the sample rate to " + rate + " Hz: " + address);
        }
        return identity;
    }

    private void setGain(Gain gain) throws DriverException {
        if (gain instanceof Gain.Fixed fixed && fixed.tenthsOfDb() > 0) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "gain of this receiver is 'auto', or 0 and below for its attenuator, and not " + fixed.db()
                            + " dB: " + address);
        }
        gain(gain);
    }

    /**
     * {@inheritDoc} Samples that were on their way are of the old frequency; the receiver numbers them on.
     */
    @Override
    public long tune(long centerHz) {
        connection.control().command("sens:freq " + centerHz);
        return assembler.nextSample();
    }

    @Override
    public void gain(Gain gain) {
        ScpiClient control = connection.control();
        if (gain instanceof Gain.Fixed fixed) {
            control.command("inp:att:auto off");
            control.command("inp:att " + Math.max(0, Math.round(-fixed.db())));
        } else {
            control.command("inp:att:auto on");
        }
    }

    /** Frequency of the samples that arrived last, as the receiver says; 0 before the first. Any thread. */
    public long tunedHz() {
        return assembler.tunedHz();
    }

    @Override
    public SampleBlock take(Duration patience) throws DriverException, InterruptedException {
        SampleBlock block = exchange.take(patience);
        if (block == null) {
            throw new DriverException(
                    Reason.TIMEOUT,
                    "no samples for " + patience.toMillis() + " ms, " + connection.condition()
                            + "; check that a firewall lets datagrams through: " + address);
        }
        return block;
    }

    @Override
    public void release(SampleBlock block) {
        exchange.release(block);
    }

    /** Samples that did not arrive, by the receiver's own count, and those that nobody fetched in time. */
    @Override
    public ReceiverCounters counters() {
        return new ReceiverCounters(assembler.arrived(), assembler.dropped());
    }

    @Override
    public void close() {
        connection.close();
    }
}
