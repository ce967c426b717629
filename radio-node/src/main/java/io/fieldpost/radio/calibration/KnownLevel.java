package io.fieldpost.radio.calibration;

import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.spectrum.Periodogram;
import io.fieldpost.radio.spectrum.Window;
import java.util.Arrays;

/**
 * Reads the level of a generator's carrier, which a flat-top window keeps within 0.01 dB wherever it lies between two bins. A step function
 * of samples; one thread. Does not guess: a carrier that is clipped, modulated or weak gives no level.
 */
public final class KnownLevel {
    private static final int SIZE = 8192;
    private static final int FRAMES = 64;

    /** More than any RTL-SDR's crystal is off, and more than the window's main lobe at any rate that there is. */
    private static final double REACH_PPM = 100;

    private static final int LEAST_REACH_BINS = 40;

    /** What a bin's noise adds to the carrier is then 0.04 dB, and most of that is taken off again. */
    private static final double LEAST_SNR_DB = 20;

    private static final double MOST_CLIPPED = 1e-4;

    /** As much of a carrier's power in sidebands as this is a modulation that somebody left on. */
    private static final double MOST_SIDEBANDS_DB = 0.3;

    /** What came out. */
    public sealed interface Result {}

    /**
     * A level.
     *
     * @param levelDbfs of the carrier
     * @param apartHz how far from its nominal frequency it seems to be, within a bin
     * @param snrDb over the noise in a bin
     * @param chanceDb 1 σ of the level by chance alone
     */
    public record Measured(double levelDbfs, double apartHz, double snrDb, double chanceDb) implements Result {
        /** What to add to dBFS for dBm when the generator gives {@code levelDbm}. */
        public double offsetDb(double levelDbm) {
            return levelDbm - levelDbfs;
        }
    }

    /** No level, and why. */
    public record Refused(String reason) implements Result {}

    private final Periodogram periodogram;
    private final double binHz;
    private final double offsetHz;
    private final int reachBins;

    /**
     * @param offsetHz the carrier's nominal frequency less what is tuned to, not near 0 where a tuner has its own false carrier
     * @param nominalHz the carrier's frequency, of which the crystal's error is a part
     */
    public KnownLevel(SampleFormat format, double sampleRateHz, double offsetHz, double nominalHz) {
        periodogram = new Periodogram(SIZE, Window.FLAT_TOP, format, SIZE);
        binHz = sampleRateHz / SIZE;
        this.offsetHz = offsetHz;
        reachBins = (int) Math.max(LEAST_REACH_BINS, Math.ceil(nominalHz * REACH_PPM * 1e-6 / binHz));
    }

    /** How far the carrier may lie from where it should, in hertz. */
    public double reachHz() {
        return reachBins * binHz;
    }

    /**
     * Takes samples.
     *
     * @param from first byte to use
     * @param length end, whole samples
     * @return whether that is enough
     */
    public boolean accept(byte[] data, int from, int length) {
        int at = from;
        while (at < length && periodogram.frames() < FRAMES) {
            at = periodogram.accept(data, at, length);
        }
        return periodogram.frames() >= FRAMES;
    }

    /** The level, once there is enough. */
    public Result result() {
        double clipped = periodogram.clipped() / (2.0 * SIZE * FRAMES);
        if (clipped > MOST_CLIPPED) {
            return new Refused(
                    "the receiver is overloaded, %.2g %% of its values are clipped; take a smaller gain or level"
                            .formatted(100 * clipped));
        }
        int middle = (int) Math.round(offsetHz / binHz);
        int strongest = middle;
        for (int k = middle - reachBins; k <= middle + reachBins; k++) {
            strongest = tone(k) > tone(strongest) ? k : strongest;
        }
        double noise = noise(middle);
        double level = tone(strongest) - noise;
        double snrDb = db(level / noise);
        // Also refuses what is not a number: nothing at all was received.
        if (!(snrDb >= LEAST_SNR_DB)) {
            return new Refused(
                    "no carrier stands out by %.0f dB within %.0f kHz; the strongest does by %.1f dB: is it connected and on?"
                            .formatted(LEAST_SNR_DB, reachHz() / 1e3, snrDb));
        }
        double sidebandsDb = db(total(middle, noise) / level);
        if (sidebandsDb > MOST_SIDEBANDS_DB) {
            return new Refused(
                    "the carrier is not alone: beside it are sidebands that raise its power by %.2f dB; switch the modulation off"
                            .formatted(sidebandsDb));
        }
        double chance = Math.sqrt(2 * noise / level / FRAMES);
        return new Measured(db(level), strongest * binHz - offsetHz, snrDb, db(1 + chance));
    }

    private double tone(int bin) {
        return periodogram.tonePower(Math.floorMod(bin, SIZE));
    }

    /** Median of what a bin outside of the search reads, in the flat part of a receiver's filter. */
    private double noise(int middle) {
        double[] powers = new double[3 * SIZE / 4];
        int count = 0;
        for (int k = -3 * SIZE / 8; k < 3 * SIZE / 8; k++) {
            if (Math.abs(k - middle) > reachBins) {
                powers[count++] = tone(k);
            }
        }
        Arrays.sort(powers, 0, count);
        return powers[count / 2];
    }

    /** Power within reach, less the noise. */
    private double total(int middle, double noise) {
        double sum = 0;
        double floor = noise * periodogram.binPower(0) / periodogram.tonePower(0);
        for (int k = middle - reachBins; k <= middle + reachBins; k++) {
            sum += periodogram.binPower(Math.floorMod(k, SIZE)) - floor;
        }
        return sum;
    }

    private static double db(double ratio) {
        return 10 * Math.log10(ratio);
    }
}
