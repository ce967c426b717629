package io.fieldpost.radio.classify;

import io.fieldpost.radio.spectrum.Fft;
import io.fieldpost.radio.spectrum.Window;
import java.util.Arrays;

/**
 * The strongest line in a spectrum.
 *
 * @param hertz where it is, between the bins by the centre of its lobe; negative below 0
 * @param share its power as a share of all
 * @param prominence its power over the mean of the bins about it; in noise the largest of n is about ln n
 */
record Line(double hertz, double share, double prominence) {
    private static final int LARGEST = 1 << 16;
    private static final int NEIGHBOURHOOD = 48;
    private static final int LOBE = 2;

    static final Line NONE = new Line(0, 0, 0);

    /**
     * Looks for it.
     *
     * @param fromHz smallest distance from 0 Hz
     * @param toHz largest
     */
    static Line strongest(float[] xRe, float[] xIm, double rateHz, double fromHz, double toHz) {
        int size = Math.min(LARGEST, Integer.highestOneBit(xRe.length));
        if (size < 256) {
            return NONE;
        }
        float[] re = new float[size];
        float[] im = new float[size];
        float[] window = Window.HANN.coefficients(size);
        double power = 0;
        for (int i = 0; i < size; i++) {
            power += ((double) xRe[i] * xRe[i] + (double) xIm[i] * xIm[i]) / size;
            re[i] = xRe[i] * window[i];
            im[i] = xIm[i] * window[i];
        }
        if (power <= 0) {
            return NONE;
        }
        new Fft(size).transform(re, im);
        float[] bins = new float[size];
        for (int k = 0; k < size; k++) {
            bins[k ^ size / 2] = re[k] * re[k] + im[k] * im[k];
        }
        int best = best(bins, rateHz / size, fromHz, toHz);
        if (best < 0) {
            return NONE;
        }
        double lobe = 0;
        double centre = 0;
        for (int k = best - LOBE; k <= best + LOBE; k++) {
            lobe += bins[Math.floorMod(k, size)];
            centre += (double) (k - size / 2) * bins[Math.floorMod(k, size)];
        }
        // Sum over the lobe of a tone of power 1, divided by N Σw² (Parseval).
        double share = lobe / (0.375 * size * size) / power;
        return new Line(centre / lobe * rateHz / size, share, prominence(bins, best));
    }

    private static int best(float[] bins, double stepHz, double fromHz, double toHz) {
        int best = -1;
        for (int k = 0; k < bins.length; k++) {
            double distance = Math.abs((k - bins.length / 2) * stepHz);
            if (distance >= fromHz && distance <= toHz && (best < 0 || bins[k] > bins[best])) {
                best = k;
            }
        }
        return best;
    }

    /** Over the median of the neighbours, which in noise is ln 2 of their mean. */
    private static double prominence(float[] bins, int best) {
        float[] near = new float[2 * NEIGHBOURHOOD];
        for (int i = 0; i < NEIGHBOURHOOD; i++) {
            near[2 * i] = bins[Math.floorMod(best - LOBE - 1 - i, bins.length)];
            near[2 * i + 1] = bins[Math.floorMod(best + LOBE + 1 + i, bins.length)];
        }
        Arrays.sort(near);
        double median = near[NEIGHBOURHOOD];
        return median > 0 ? bins[best] / (median / Math.log(2)) : 0;
    }
}
