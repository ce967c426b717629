package io.fieldpost.radio.receiver;

import io.fieldpost.radio.sample.SampleFormat;
import java.util.OptionalLong;

/**
 * Finds, from the samples around a tuning, how long after the command the signal is that of the new frequency. rtl_tcp has no mark of
 * it, so the step in level and spectrum is looked for.
 *
 * <p>Each frame of a quarter of a millisecond gives its level and its autocorrelation at lags of 1, 2, 4 and 8 samples, which tell spectra
 * apart without a transform. The step is where two means, one before and one after, leave least squares (the classical change point
 * of one jump); settled is where, from there on, four frames in a row look like the end. A step that is small against how both signals
 * vary is not seen, and that is said.
 */
final class SettleMeter {
    private static final int FRAMES_PER_SECOND = 4000;
    private static final int[] LAGS = {1, 2, 4, 8};
    private static final int LONGEST_LAG = 8;
    private static final int FEATURES = 1 + 2 * LAGS.length;
    /** Steps smaller than this many standard deviations, all features together, are not seen. */
    private static final double SMALLEST_STEP = 5;

    private static final double QUIET_FRAMES = 4;
    private static final double WITHIN_DEVIATIONS = 5;
    /** Below these, variances are those of luck: (0.1 dB)² and 0.01². */
    private static final double LEAST_LEVEL_VARIANCE = 0.01;

    private static final double LEAST_CORRELATION_VARIANCE = 1e-4;

    private final int frameSamples;
    private final float[] re;
    private final float[] im;
    private final double[][] features;
    private int frames;
    private int filled;
    private long firstSample = -1;
    private long command = -1;

    /**
     * @param longestMillis how much signal it can hold, from before the command to its end
     */
    SettleMeter(long sampleRateHz, long longestMillis) {
        frameSamples = (int) Math.max(4 * LONGEST_LAG, sampleRateHz / FRAMES_PER_SECOND);
        re = new float[frameSamples];
        im = new float[frameSamples];
        features = new double[(int) (sampleRateHz * longestMillis / 1000 / frameSamples) + 1][FEATURES];
    }

    /** Forgets everything. */
    void clear() {
        frames = 0;
        filled = 0;
        firstSample = -1;
        command = -1;
    }

    /** Notes the command to tune: the index of the first sample that had not been taken then. */
    void command(long sample) {
        command = sample;
    }

    /** Takes a run of samples; what is beyond the longest is passed over. */
    void accept(SampleFormat format, byte[] iq, int length, long first) {
        if (firstSample < 0) {
            firstSample = first;
        }
        int size = format.bytesPerSample();
        int at = 0;
        while (at < length && frames < features.length) {
            int count = Math.min(frameSamples - filled, (length - at) / size);
            format.decode(iq, at, count, re, im, filled);
            filled += count;
            at += count * size;
            if (filled == frameSamples) {
                describe(features[frames++]);
                filled = 0;
            }
        }
    }

    /** Samples from the first that it took. */
    long samples() {
        return (long) frames * frameSamples;
    }

    private void describe(double[] frame) {
        double power = 1e-12;
        for (int n = 0; n < frameSamples; n++) {
            power += re[n] * re[n] + im[n] * im[n];
        }
        frame[0] = 10 * Math.log10(power / frameSamples);
        for (int i = 0; i < LAGS.length; i++) {
            int lag = LAGS[i];
            double real = 0;
            double imaginary = 0;
            for (int n = lag; n < frameSamples; n++) {
                real += re[n] * re[n - lag] + im[n] * im[n - lag];
                imaginary += im[n] * re[n - lag] - re[n] * im[n - lag];
            }
            frame[1 + 2 * i] = real / power;
            frame[2 + 2 * i] = imaginary / power;
        }
    }

    /** Samples from the command until it is settled; empty when no step was seen. */
    OptionalLong settleSamples() {
        if (command < 0 || frames < 16) {
            return OptionalLong.empty();
        }
        double[] variance = variance(frames - frames / 3);
        int step = step(variance);
        if (step < 0) {
            return OptionalLong.empty();
        }
        int settled = settled(step, variance);
        return OptionalLong.of(Math.max(0, firstSample + (long) settled * frameSamples - command));
    }

    /** Of each feature, from a frame to the end. */
    private double[] variance(int from) {
        double[] mean = mean(from, frames);
        double[] variance = new double[FEATURES];
        for (int f = 0; f < FEATURES; f++) {
            for (int i = from; i < frames; i++) {
                variance[f] += (features[i][f] - mean[f]) * (features[i][f] - mean[f]) / (frames - from);
            }
            variance[f] = Math.max(variance[f], f == 0 ? LEAST_LEVEL_VARIANCE : LEAST_CORRELATION_VARIANCE);
        }
        return variance;
    }

    private double[] mean(int from, int to) {
        double[] mean = new double[FEATURES];
        for (int i = from; i < to; i++) {
            for (int f = 0; f < FEATURES; f++) {
                mean[f] += features[i][f] / (to - from);
            }
        }
        return mean;
    }

    /** The first frame after the jump, or −1. Least squares within both parts are most squares between them. */
    private int step(double[] variance) {
        double[] total = mean(0, frames);
        double[] sum = new double[FEATURES];
        int best = -1;
        double most = 0;
        for (int k = 1; k < frames - 4; k++) {
            double between = 0;
            for (int f = 0; f < FEATURES; f++) {
                sum[f] += features[k - 1][f];
                double difference = sum[f] / k - total[f];
                between += difference * difference / variance[f];
            }
            between *= (double) k * frames / (frames - k);
            if (k >= 4 && between > most) {
                most = between;
                best = k;
            }
        }
        return best >= 0 && distance(mean(0, best), mean(best, frames), variance) >= SMALLEST_STEP ? best : -1;
    }

    private static double distance(double[] a, double[] b, double[] variance) {
        double squares = 0;
        for (int f = 0; f < FEATURES; f++) {
            squares += (a[f] - b[f]) * (a[f] - b[f]) / variance[f];
        }
        return Math.sqrt(squares);
    }

    /** The first of enough frames in a row that look like the end, or the end. */
    private int settled(int step, double[] variance) {
        double[] end = mean(frames - frames / 3, frames);
        int quiet = 0;
        for (int i = step; i < frames; i++) {
            quiet = like(features[i], end, variance) ? quiet + 1 : 0;
            if (quiet == QUIET_FRAMES) {
                return i + 1 - quiet;
            }
        }
        return frames;
    }

    private static boolean like(double[] frame, double[] end, double[] variance) {
        for (int f = 0; f < FEATURES; f++) {
            if (Math.abs(frame[f] - end[f]) > WITHIN_DEVIATIONS * Math.sqrt(variance[f])) {
                return false;
            }
        }
        return true;
    }
}
