package io.fieldpost.radio.calibration;

import io.fieldpost.radio.sample.Baseband;
import java.util.Arrays;

/**
 * Samples around one frequency at a low rate, in segments of {@value #SEGMENT}. Mixed to 0 Hz and averaged under a Hann window of twice the
 * decimation, whose sidelobes keep strong neighbours out by 31 dB and more.
 */
final class NarrowBand {
    static final int SEGMENT = 256;

    private static final double[] HANN = new double[SEGMENT];

    static {
        for (int n = 0; n < SEGMENT; n++) {
            HANN[n] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (n + 0.5) / SEGMENT);
        }
    }

    /** Two a quarter, so that each quarter has a slope. */
    static final int FEWEST_SEGMENTS = 8;

    /**
     * A line of the spectrum.
     *
     * @param offsetHz from the middle
     * @param snrDb over the median bin
     */
    record Line(double offsetHz, double snrDb) {}

    private final float[] re;
    private final float[] im;
    private final double rateHz;

    private NarrowBand(float[] re, float[] im, double rateHz) {
        this.re = re;
        this.im = im;
        this.rateHz = rateHz;
    }

    /** Samples of a frequency and {@code reachHz} to each side, at about four times that as the rate. */
    static NarrowBand around(Baseband samples, double middleHz, double reachHz) {
        int decimation = (int) Math.max(1, samples.sampleRateHz() / (4 * reachHz));
        double[] window = new double[2 * decimation];
        for (int k = 0; k < window.length; k++) {
            window[k] = (0.5 - 0.5 * Math.cos(Math.PI * (k + 0.5) / decimation)) / decimation;
        }
        int count = Math.max(0, (samples.length() - window.length) / decimation + 1);
        NarrowBand narrow = new NarrowBand(new float[count], new float[count], samples.sampleRateHz() / decimation);
        double turn = -2 * Math.PI * (middleHz - samples.centerHz()) / samples.sampleRateHz();
        for (int m = 0; m < count; m++) {
            narrow.decimate(samples, m, decimation, window, turn);
        }
        return narrow;
    }

    private void decimate(Baseband samples, int m, int decimation, double[] window, double turn) {
        int from = m * decimation;
        double stepRe = Math.cos(turn);
        double stepIm = Math.sin(turn);
        // Whole turns are taken off, so that the angle stays exact over a billion samples.
        double angle = Math.IEEEremainder(turn * from, 2 * Math.PI);
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double sumRe = 0;
        double sumIm = 0;
        for (int k = 0; k < window.length; k++) {
            double x = samples.re()[from + k] * window[k];
            double y = samples.im()[from + k] * window[k];
            sumRe += x * c - y * s;
            sumIm += x * s + y * c;
            double next = c * stepRe - s * stepIm;
            s = c * stepIm + s * stepRe;
            c = next;
        }
        re[m] = (float) sumRe;
        im[m] = (float) sumIm;
    }

    int segments() {
        return re.length / SEGMENT;
    }

    double secondsPerSegment() {
        return SEGMENT / rateHz;
    }

    /** The strongest line within a distance from the middle, by the mean of the segments' spectra. */
    Line strongest(double withinHz) {
        double binHz = rateHz / SEGMENT;
        int reach = (int) Math.min(SEGMENT / 2 - 1, Math.ceil(withinHz / binHz));
        double[] power = new double[2 * reach + 1];
        for (int i = 0; i < power.length; i++) {
            power[i] = meanPower((i - reach) * binHz);
        }
        int peak = 0;
        for (int i = 1; i < power.length; i++) {
            peak = power[i] > power[peak] ? i : peak;
        }
        double[] sorted = power.clone();
        Arrays.sort(sorted);
        double snrDb = 10 * Math.log10(power[peak] / sorted[sorted.length / 2]);
        return new Line((peak - reach + parabola(power, peak)) * binHz, snrDb);
    }

    private static double parabola(double[] power, int peak) {
        if (peak == 0 || peak == power.length - 1) {
            return 0;
        }
        double a = Math.log(power[peak - 1]);
        double b = Math.log(power[peak]);
        double c = Math.log(power[peak + 1]);
        double bend = a - 2 * b + c;
        return bend < 0 ? (a - c) / (2 * bend) : 0;
    }

    private double meanPower(double hertz) {
        double sum = 0;
        double[] value = new double[2];
        for (int i = 0; i < segments(); i++) {
            transform(i, hertz, value);
            sum += value[0] * value[0] + value[1] * value[1];
        }
        return sum / segments();
    }

    /** Phase of a line over time, a point per segment, turned back by its own frequency. */
    PhaseLine phase(double hertz) {
        double[] phase = new double[segments()];
        double[] value = new double[2];
        for (int i = 0; i < phase.length; i++) {
            transform(i, hertz, value);
            phase[i] = Math.atan2(value[1], value[0]);
        }
        return PhaseLine.fit(phase, secondsPerSegment());
    }

    /** One frequency of one segment's Hann spectrum; the phase counts from the very first sample. */
    private void transform(int segment, double hertz, double[] value) {
        double turn = -2 * Math.PI * hertz / rateHz;
        int from = segment * SEGMENT;
        double stepRe = Math.cos(turn);
        double stepIm = Math.sin(turn);
        double angle = Math.IEEEremainder(turn * from, 2 * Math.PI);
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        value[0] = 0;
        value[1] = 0;
        for (int n = 0; n < SEGMENT; n++) {
            double w = HANN[n];
            value[0] += w * (re[from + n] * c - im[from + n] * s);
            value[1] += w * (re[from + n] * s + im[from + n] * c);
            double next = c * stepRe - s * stepIm;
            s = c * stepIm + s * stepRe;
            c = next;
        }
    }
}
