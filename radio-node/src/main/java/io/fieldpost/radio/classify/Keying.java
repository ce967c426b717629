package io.fieldpost.radio.classify;

import io.fieldpost.radio.sample.Baseband;
import java.util.Arrays;

/**
 * Whether a signal comes and goes: power, averaged over one reciprocal of its width, against the geometric mean of noise and peak. Where
 * the peak is less than 8 dB over the noise nothing is said.
 *
 * @param offShare share of time without signal
 * @param runWidths mean time of one stretch with signal × width, weighted by the stretch
 * @param from first sample of the longest stretch
 * @param to its end
 */
record Keying(double offShare, double runWidths, int from, int to) {
    private static final double SMALLEST_RATIO = 6;

    static Keying of(Signal signal, double widthHz) {
        Baseband x = signal.samples();
        int span = Math.max(1, (int) Math.round(x.sampleRateHz() / widthHz));
        float[] power = averaged(x, span);
        float[] sorted = power.clone();
        Arrays.sort(sorted);
        double peak = sorted[(int) (0.98 * (sorted.length - 1))];
        if (peak < SMALLEST_RATIO * signal.noise()) {
            return new Keying(0, Double.POSITIVE_INFINITY, 0, x.length());
        }
        double threshold = Math.sqrt(peak * signal.noise());
        int off = 0;
        int start = -1;
        double weighted = 0;
        int longestFrom = 0;
        int longestTo = 0;
        for (int i = 0; i <= power.length; i++) {
            boolean on = i < power.length && power[i] > threshold;
            if (on && start < 0) {
                start = i;
            } else if (!on && start >= 0) {
                weighted += (double) (i - start) * (i - start);
                if (i - start > longestTo - longestFrom) {
                    longestFrom = start;
                    longestTo = i;
                }
                start = -1;
            }
            off += on || i == power.length ? 0 : 1;
        }
        double run = weighted / Math.max(1, power.length - off) / x.sampleRateHz() * widthHz;
        return new Keying((double) off / power.length, run, longestFrom, longestTo);
    }

    private static float[] averaged(Baseband x, int span) {
        float[] power = new float[x.length()];
        double sum = 0;
        for (int i = 0; i < power.length; i++) {
            sum += square(x, i);
            if (i >= span) {
                sum -= square(x, i - span);
            }
            power[i] = (float) (sum / span);
        }
        return power;
    }

    private static double square(Baseband x, int i) {
        return (double) x.re()[i] * x.re()[i] + (double) x.im()[i] * x.im()[i];
    }
}
