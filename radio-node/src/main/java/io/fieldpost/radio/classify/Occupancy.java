package io.fieldpost.radio.classify;

import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.spectrum.Fft;
import io.fieldpost.radio.spectrum.Window;
import java.util.Arrays;

/**
 * Where in a span the signal lies and how strong it is, from Welch's periodogram. Noise density is the mean of the quietest fifth of the
 * bins, corrected for their selection; so at least a fifth of the span must be free of signal.
 *
 * @param lowHz lower edge: 0.5 % of the power lie below
 * @param highHz upper edge
 * @param outerLowHz where it first rises above the noise, weak sidebands of a strong carrier included
 * @param outerHighHz where it last does
 * @param noisePerHz density of noise
 * @param signal power of the signal
 * @param symmetry (lower − upper half's power) / power, about the middle of the edges (E. E. Azzouz and A. K. Nandi, 1996)
 */
record Occupancy(
        double lowHz,
        double highHz,
        double outerLowHz,
        double outerHighHz,
        double noisePerHz,
        double signal,
        double symmetry) {
    private static final int LARGEST = 1024;
    private static final int FRAMES = 8;
    private static final int SMOOTH = 2;
    private static final double QUIET = 0.2;
    private static final double EDGE = 0.005;
    private static final double SHARE_OF_STRONGEST = 0.1;
    /** A receiver's noise is not level: up to 2 dB over the quietest part is not taken for signal. */
    private static final double SLOPE = 1.6;

    double widthHz() {
        return highHz - lowHz;
    }

    double centerHz() {
        return (lowHz + highHz) / 2;
    }

    /** The same with the outer edges in place of the inner ones. */
    Occupancy widened() {
        return new Occupancy(outerLowHz, outerHighHz, outerLowHz, outerHighHz, noisePerHz, signal, symmetry);
    }

    static Occupancy of(Baseband span) {
        int size = Math.min(LARGEST, Integer.highestOneBit(Math.max(16, span.length() / FRAMES)));
        int[] frames = new int[1];
        double[] psd = psd(span, size, frames);
        double step = span.sampleRateHz() / size;
        double noise = quietest(psd, frames[0]);
        double[] smooth = smooth(psd);
        double certain = noise * (1 + 3.5 / Math.sqrt(frames[0] * 0.6 * (2 * SMOOTH + 1)));
        int[] outer = above(smooth, certain);
        int[] inner = strongest(psd, smooth, Math.max(certain, SLOPE * noise));
        return edges(psd, noise, step, inner, outer);
    }

    /** First and last bin above a threshold, and one more on each side. */
    private static int[] above(double[] smooth, double threshold) {
        int first = 0;
        int last = smooth.length - 1;
        while (first < smooth.length - 1 && smooth[first] < threshold) {
            first++;
        }
        while (last > first && smooth[last] < threshold) {
            last--;
        }
        return new int[] {Math.max(0, first - 1), Math.min(smooth.length - 1, last + 1)};
    }

    /** From the first to the last stretch above a threshold that holds a tenth of the power of the strongest: others are not it. */
    private static int[] strongest(double[] psd, double[] smooth, double threshold) {
        double[] stretch = new double[psd.length];
        double most = 0;
        double sum = 0;
        int start = 0;
        for (int k = 0; k <= psd.length; k++) {
            if (k < psd.length && smooth[k] >= threshold) {
                sum += psd[k];
                continue;
            }
            Arrays.fill(stretch, start, k, sum);
            most = Math.max(most, sum);
            sum = 0;
            start = Math.min(psd.length, k + 1);
        }
        return above(stretch, Math.max(SHARE_OF_STRONGEST * most, Double.MIN_VALUE));
    }

    private static Occupancy edges(double[] psd, double noise, double step, int[] inner, int[] outer) {
        int first = inner[0];
        int last = inner[1];
        double[] sum = new double[last - first + 2];
        for (int k = first; k <= last; k++) {
            sum[k - first + 1] = sum[k - first] + psd[k] - noise;
        }
        double total = Math.max(sum[sum.length - 1], 1e-30);
        double origin = (first - psd.length / 2.0 - 0.5) * step;
        double low = origin + step * crossing(sum, EDGE * total);
        double high = Math.max(low + step, origin + step * crossing(sum, (1 - EDGE) * total));
        double middle = ((low + high) / 2 - origin) / step;
        int k = Math.max(0, Math.min(sum.length - 1, (int) middle));
        double below = sum[k] + (middle - k) * (sum[Math.min(sum.length - 1, k + 1)] - sum[k]);
        double outerLow = origin + step * (outer[0] - first);
        double outerHigh = origin + step * (outer[1] - first + 1);
        return new Occupancy(low, high, outerLow, outerHigh, noise / step, total, (2 * below - total) / total);
    }

    /** Where a running sum first passes a value, with a fraction. */
    private static double crossing(double[] sum, double value) {
        for (int i = 1; i < sum.length; i++) {
            if (sum[i] >= value) {
                return i - 1 + Math.max(0, (value - sum[i - 1]) / (sum[i] - sum[i - 1]));
            }
        }
        return sum.length - 1;
    }

    private static double[] psd(Baseband span, int size, int[] frames) {
        float[] window = Window.HANN.coefficients(size);
        Fft fft = new Fft(size);
        float[] re = new float[size];
        float[] im = new float[size];
        double[] psd = new double[size];
        for (int from = 0; from + size <= span.length(); from += size / 2) {
            for (int i = 0; i < size; i++) {
                re[i] = span.re()[from + i] * window[i];
                im[i] = span.im()[from + i] * window[i];
            }
            fft.transform(re, im);
            for (int i = 0; i < size; i++) {
                psd[i ^ size / 2] += ((double) re[i] * re[i] + (double) im[i] * im[i]) / (0.375 * size * size);
            }
            frames[0]++;
        }
        for (int i = 0; i < size; i++) {
            psd[i] /= frames[0];
        }
        return psd;
    }

    /** Mean of the lowest fifth of Gamma values of M looks lies 1.4 / √M of a mean below it (normal approximation). */
    private static double quietest(double[] psd, int frames) {
        double[] sorted = psd.clone();
        Arrays.sort(sorted);
        int count = Math.max(1, (int) (QUIET * sorted.length));
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += sorted[i];
        }
        double looks = Math.max(1, 0.6 * frames);
        return sum / count / Math.max(0.3, 1 - 1.4 / Math.sqrt(looks));
    }

    private static double[] smooth(double[] psd) {
        double[] smooth = new double[psd.length];
        for (int k = 0; k < psd.length; k++) {
            int count = 0;
            for (int j = Math.max(0, k - SMOOTH); j <= Math.min(psd.length - 1, k + SMOOTH); j++) {
                smooth[k] += psd[j];
                count++;
            }
            smooth[k] /= count;
        }
        return smooth;
    }
}
