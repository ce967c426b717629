package io.fieldpost.radio.tool;

import io.fieldpost.driver.DriverException;
import io.fieldpost.radio.receiver.FileAddress;
import io.fieldpost.radio.receiver.Receiver;
import io.fieldpost.radio.receiver.ReceiverSetup;
import io.fieldpost.radio.receiver.RtlTcpCommand;
import io.fieldpost.radio.receiver.RtlTcpReceiver;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.receiver.TestModeResult;
import io.fieldpost.radio.receiver.eb200.SampleReceivers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A receiver that is open, and what is known of it. One thread; blocks that {@link #take} gives go back with {@link #release}. */
final class OpenReceiver implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long TRANSFER_SAMPLES = 131_072;
    private static final long LOCK_MILLIS = 5;

    private final Receiver receiver;
    private final boolean recording;
    private final long sampleRateHz;
    private final String description;
    private long nextSample;

    private OpenReceiver(Receiver receiver, boolean recording, long sampleRateHz, String description) {
        this.receiver = receiver;
        this.recording = recording;
        this.sampleRateHz = sampleRateHz;
        this.description = description;
    }

    /**
     * Connects and sets it.
     *
     * @throws DriverException with a fact for the technician when nobody is there, or somebody else
     */
    static OpenReceiver open(ReceiverChoice choice) throws DriverException {
        Receiver receiver = SampleReceivers.of(choice.address(), "fieldpost-receiver", System::nanoTime);
        try {
            long usual = choice.sampleRate() == null
                    ? receiver.fixedSampleRateHz().orElse(ReceiverChoice.USUAL_RATE_HZ)
                    : choice.sampleRate().hertz();
            String description = receiver.open(new ReceiverSetup(usual, choice.gain(), choice.ppm()));
            return new OpenReceiver(receiver, choice.address() instanceof FileAddress, usual, description);
        } catch (DriverException | RuntimeException e) {
            receiver.close();
            throw e;
        }
    }

    long sampleRateHz() {
        return sampleRateHz;
    }

    /** What it says it is. */
    String description() {
        return description;
    }

    /** Samples to throw away after a tuning: those of one transfer of rtl_tcp, and while the tuner locks. */
    long settleSamples() {
        return recording ? 0 : TRANSFER_SAMPLES + sampleRateHz * LOCK_MILLIS / 1000;
    }

    /** Whether it plays a recording, which has neither a tuner's filter nor its false carrier added now. */
    boolean isRecording() {
        return recording;
    }

    OptionalLong fixedCenterHz() {
        return receiver.fixedCenterHz();
    }

    /** The gain that it has, such as {@code 28.0 dB}; empty where nobody knows. */
    String gainText() {
        return receiver.gainTenthsOfDb().isPresent() ? receiver.gainTenthsOfDb().getAsInt() / 10.0 + " dB" : "";
    }

    /** The gain that it has, in dB; not-a-number where nobody knows. */
    double gainDb() {
        return receiver.gainTenthsOfDb().isPresent() ? receiver.gainTenthsOfDb().getAsInt() / 10.0 : Double.NaN;
    }

    /**
     * Feeds the socket, or no more; {@link ReceiverChoice#hasBiasTee} says whether it can.
     *
     * @throws IllegalStateException when it can't
     */
    void biasTee(boolean on) {
        if (!(receiver instanceof RtlTcpReceiver rtlTcp)) {
            throw new IllegalStateException("no bias tee: " + description);
        }
        rtlTcp.command(RtlTcpCommand.BIAS_TEE, on ? 1 : 0);
    }

    /**
     * Has it send a counter in place of samples for a time, and counts where that jumps; {@link ReceiverChoice#hasTestMode} says whether it
     * can.
     *
     * @param enough asked now and then whether to end before
     * @throws IllegalStateException when it can't
     */
    TestModeResult countLost(Duration length, BooleanSupplier enough) throws DriverException, InterruptedException {
        if (!(receiver instanceof RtlTcpReceiver rtlTcp)) {
            throw new IllegalStateException("no test mode: " + description);
        }
        return rtlTcp.countLostInTestMode(length, enough);
    }

    long tune(long centerHz) {
        return receiver.tune(centerHz);
    }

    /** The next block; null at the end of a recording. */
    @Nullable
    SampleBlock take() throws DriverException, InterruptedException {
        SampleBlock block = receiver.take(PATIENCE);
        if (block != null) {
            nextSample = block.firstSample() + block.length() / block.format().bytesPerSample();
        }
        return block;
    }

    void release(SampleBlock block) {
        receiver.release(block);
    }

    /** Index of the sample after the last that was taken. */
    long nextSample() {
        return nextSample;
    }

    /** When a sample was taken that has just arrived; for a recording, as it says. */
    Instant timeOf(long sample, InstantSource clock) {
        Instant start = receiver.recordedAt().orElse(null);
        return start == null ? clock.instant().minus(duration(nextSample - sample)) : start.plus(duration(sample));
    }

    private Duration duration(long samples) {
        return Duration.ofNanos((long) (samples * 1e9 / sampleRateHz));
    }

    /** Samples that were lost since it was opened, as far as that is known. */
    long dropped() {
        return receiver.counters().dropped();
    }

    @Override
    public void close() {
        receiver.close();
    }
}
