package io.fieldpost.radio.spectrum;

import java.util.Arrays;

/**
 * Sums the power of transforms, bin by bin. Averaging is linear; decibels come at the very end (Welch, IEEE Trans. AU-15, 1967). Single
 * precision keeps a sum of 10,000 transforms within 0.005 dB. One thread.
 */
public final class Averager {
    private final float[] sums;
    private int count;

    public Averager(int size) {
        sums = new float[size];
    }

    /** Forgets everything. */
    public void clear() {
        Arrays.fill(sums, 0);
        count = 0;
    }

    /** Adds |X|² of one transform. */
    public void add(float[] re, float[] im) {
        for (int k = 0; k < sums.length; k++) {
            sums[k] += re[k] * re[k] + im[k] * im[k];
        }
        count++;
    }

    /** How many transforms were added. */
    public int count() {
        return count;
    }

    /** The mean of |X|² in bin {@code k}, 0 to N − 1, where the upper half are the negative frequencies. */
    public double mean(int k) {
        return sums[k] / (double) count;
    }
}
