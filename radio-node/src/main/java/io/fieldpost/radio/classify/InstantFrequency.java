package io.fieldpost.radio.classify;

import io.fieldpost.radio.demodulation.FmDemodulator;
import io.fieldpost.radio.sample.Baseband;
import java.util.Arrays;

/** Features of the instantaneous frequency. */
final class InstantFrequency {
    private static final double SLOWEST = 0.12;
    private static final double FASTEST = 1.1;
    private static final int ROUNDS = 12;

    private InstantFrequency() {}

    static Features.Frequency of(Baseband x, double widthHz, double centerHz) {
        float[] f = smoothed(x, widthHz);
        float[] strong = strong(x, f);
        double mean = 0;
        for (float v : strong) {
            mean += v / strong.length;
        }
        double m2 = 0;
        double m4 = 0;
        for (float v : strong) {
            double d = (v - mean) * (v - mean);
            m2 += d / strong.length;
            m4 += d * d / strong.length;
        }
        float[] centred = f.clone();
        for (int i = 0; i < f.length; i++) {
            centred[i] -= (float) mean;
        }
        double rate = x.sampleRateHz();
        Line line = Line.strongest(centred, new float[f.length], rate, 0, rate / 2);
        return new Features.Frequency(
                Math.sqrt(m2),
                m2 > 0 ? m4 / (m2 * m2) : 0,
                Math.min(1, 2 * line.share()),
                levels(f, rate, widthHz, centerHz));
    }

    /** Filtered over two thirds of a reciprocal width: noise beyond the signal's changes goes, its levels stay. */
    private static float[] smoothed(Baseband x, double widthHz) {
        float[] f = new float[x.length()];
        new FmDemodulator(x.sampleRateHz()).accept(x.re(), x.im(), 0, f.length, f);
        f[0] = f[Math.min(1, f.length - 1)];
        int span = Math.max(1, (int) Math.round(0.66 * x.sampleRateHz() / widthHz));
        float[] smooth = new float[f.length];
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            sum += f[i];
            if (i >= span) {
                sum -= f[i - span];
            }
            smooth[i] = (float) (sum / Math.min(span, i + 1));
        }
        return smooth;
    }

    private static float[] strong(Baseband x, float[] f) {
        double mean = 0;
        for (int i = 0; i < f.length; i++) {
            mean += ((double) x.re()[i] * x.re()[i] + (double) x.im()[i] * x.im()[i]) / f.length;
        }
        float[] strong = new float[f.length];
        int n = 0;
        for (int i = 0; i < f.length; i++) {
            if (x.re()[i] * x.re()[i] + x.im()[i] * x.im()[i] > 0.4 * mean) {
                strong[n++] = f[i];
            }
        }
        return n == 0 ? f : Arrays.copyOf(strong, n);
    }

    /** Symbols change where frequency changes; they are read half a symbol later. */
    private static Features.Levels levels(float[] f, double rate, double widthHz, double centerHz) {
        float[] change = new float[f.length];
        for (int i = 1; i + 1 < f.length; i++) {
            float d = f[i + 1] - f[i - 1];
            change[i] = d * d;
        }
        clip(change);
        SymbolClock clock = SymbolClock.of(change, rate, SLOWEST * widthHz, FASTEST * widthHz);
        if (clock.prominence() == 0) {
            return new Features.Levels(Double.NaN, 0, 1, 1, 0, 0);
        }
        float[] read = new float[f.length];
        int n = 0;
        int reach = SymbolClock.reach(f.length) - 1;
        for (long k = 1; clock.tick(k, rate) + rate / clock.rateHz() < reach && n < read.length; k++) {
            double at = clock.tick(k, rate) + 0.5 * rate / clock.rateHz();
            if (at >= 0) {
                int i = (int) at;
                read[n++] = f[i] + (float) (at - i) * (f[i + 1] - f[i]);
            }
        }
        float[] sorted = Arrays.copyOf(read, n);
        Arrays.sort(sorted);
        double[] two = new double[2];
        double[] four = new double[4];
        double within2 = groups(sorted, two);
        double within4 = groups(sorted, four);
        return new Features.Levels(
                clock.rateHz(), clock.prominence(), within2, within4, centerHz + two[0], centerHz + two[1]);
    }

    /** Clicks of a weak signal would drown everything else. */
    private static void clip(float[] x) {
        float[] sorted = x.clone();
        Arrays.sort(sorted);
        float limit = sorted[(int) (0.95 * (sorted.length - 1))];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.min(x[i], limit);
        }
    }

    /** Variance within groups / variance, by Lloyd's method from quantiles; the outermost 1 % is left out. */
    private static double groups(float[] sorted, double[] means) {
        int from = sorted.length / 100;
        int to = sorted.length - from;
        if (to - from < 4 * means.length) {
            return 1;
        }
        for (int g = 0; g < means.length; g++) {
            means[g] = sorted[from + (int) ((to - from) * (g + 0.5) / means.length)];
        }
        double within = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double[] sum = new double[means.length];
            int[] count = new int[means.length];
            within = 0;
            for (int i = from; i < to; i++) {
                int g = nearest(means, sorted[i]);
                sum[g] += sorted[i];
                count[g]++;
                within += Math.pow(sorted[i] - means[g], 2);
            }
            for (int g = 0; g < means.length; g++) {
                means[g] = count[g] == 0 ? means[g] : sum[g] / count[g];
            }
        }
        double mean = 0;
        for (int i = from; i < to; i++) {
            mean += (double) sorted[i] / (to - from);
        }
        double variance = 1e-12;
        for (int i = from; i < to; i++) {
            variance += Math.pow(sorted[i] - mean, 2);
        }
        return Math.min(1, within / variance);
    }

    private static int nearest(double[] means, double value) {
        int best = 0;
        for (int g = 1; g < means.length; g++) {
            if (Math.abs(value - means[g]) < Math.abs(value - means[best])) {
                best = g;
            }
        }
        return best;
    }
}
