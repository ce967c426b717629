package io.fieldpost.radio.measure;

import java.util.Arrays;

/**
 * Spectral kurtosis of each bin over M powers: SK = (M d + 1) / (M − 1) · (M S2 / S1² − 1) with S1 the sum of powers, S2 the sum of their
 * squares, and d how many looks each power is a mean of (G. M. Nita and D. E. Gary, "The generalized spectral kurtosis estimator", MNRAS
 * Letters 406, 2010). 1 for Gaussian noise, 0 for a steady carrier, above 1 for what comes in pulses shorter than a look. In noise its
 * standard deviation is about 2/√M for d = 1. One thread; {@link #add} allocates nothing.
 */
public final class SpectralKurtosis {
    private final double[] sums;
    private final double[] squares;
    private final double looks;
    private int count;

    /**
     * For a number of bins.
     *
     * @param looks d: how many looks each power that is added is a mean of
     */
    public SpectralKurtosis(int bins, double looks) {
        sums = new double[bins];
        squares = new double[bins];
        this.looks = looks;
    }

    /** Forgets everything. */
    public void clear() {
        Arrays.fill(sums, 0);
        Arrays.fill(squares, 0);
        count = 0;
    }

    /** Adds one spectrum of linear powers, in any unit. */
    public void add(float[] powers) {
        for (int k = 0; k < sums.length; k++) {
            double power = powers[k];
            sums[k] += power;
            squares[k] += power * power;
        }
        count++;
    }

    /** How many spectra were added. */
    public int count() {
        return count;
    }

    /** Of one bin; not-a-number before two spectra, and where there was no power. */
    public double of(int bin) {
        return estimate(sums[bin], squares[bin], count, looks);
    }

    /**
     * The estimator.
     *
     * @param sum of M powers
     * @param sumOfSquares of the same
     * @param count M
     * @param looks d
     */
    public static double estimate(double sum, double sumOfSquares, int count, double looks) {
        if (count < 2 || sum <= 0) {
            return Double.NaN;
        }
        return (count * looks + 1) / (count - 1) * (count * sumOfSquares / (sum * sum) - 1);
    }
}
