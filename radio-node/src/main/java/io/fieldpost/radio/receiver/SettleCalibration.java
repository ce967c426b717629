package io.fieldpost.radio.receiver;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.spectrum.Tuner;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Measures a receiver's settle time: tunes to and fro between two frequencies that look different, such as a station and a gap, and finds
 * each step in the samples. A step function over blocks; takes 0.65 s of signal a tuning.
 */
public final class SettleCalibration {
    private static final long BEFORE_MILLIS = 50;
    private static final long AFTER_MILLIS = 600;

    private final Tuner tuner;
    private final long[] frequenciesHz;
    private final int tries;
    private final long sampleRateHz;
    private final SettleMeter meter;
    private boolean tuned;
    private int done;
    private int seen;
    private long worstSamples;

    /**
     * Tunes to the first frequency.
     *
     * @param tuner usually {@link Receiver#tune}
     * @param tries how often to tune after that, each of which is measured
     */
    public SettleCalibration(Tuner tuner, long firstHz, long secondHz, int tries, long sampleRateHz) {
        this.tuner = tuner;
        this.tries = tries;
        this.sampleRateHz = sampleRateHz;
        frequenciesHz = new long[] {firstHz, secondHz};
        // The first tuning is not measured, but has to be over before the next.
        meter = new SettleMeter(sampleRateHz, BEFORE_MILLIS + AFTER_MILLIS);
        tuner.tune(firstHz);
        done = -1;
    }

    /**
     * Takes a block.
     *
     * @return whether all is measured
     */
    public boolean step(SampleBlock block) {
        if (done == tries) {
            return true;
        }
        meter.accept(block.format(), block.iq(), block.length(), block.firstSample());
        if (done >= 0 && !tuned && meter.samples() >= sampleRateHz * BEFORE_MILLIS / 1000) {
            meter.command(tuner.tune(frequenciesHz[(done + 1) % 2]));
            tuned = true;
        }
        if (meter.samples() >= sampleRateHz * (BEFORE_MILLIS + AFTER_MILLIS) / 1000) {
            OptionalLong settle = meter.settleSamples();
            if (settle.isPresent()) {
                seen++;
                worstSamples = Math.max(worstSamples, settle.getAsLong());
            }
            done++;
            tuned = false;
            meter.clear();
        }
        return done == tries;
    }

    /** What was found so far. */
    public SettleTime result() {
        long nanos = (long) (worstSamples * 1e9 / sampleRateHz);
        return new SettleTime(Math.max(0, done), seen, Duration.ofNanos(nanos));
    }

    /** Measures an open receiver that nobody else takes blocks from. */
    public static SettleTime measure(Receiver receiver, long firstHz, long secondHz, int tries, long sampleRateHz)
            throws DriverException, InterruptedException {
        SettleCalibration calibration = new SettleCalibration(receiver::tune, firstHz, secondHz, tries, sampleRateHz);
        boolean over = false;
        while (!over) {
            SampleBlock block = receiver.take(Duration.ofSeconds(2));
            if (block == null) {
                throw new DriverException(Reason.CONFIGURATION, "settle time of a recording can't be measured");
            }
            try {
                over = calibration.step(block);
            } finally {
                receiver.release(block);
            }
        }
        return calibration.result();
    }
}
