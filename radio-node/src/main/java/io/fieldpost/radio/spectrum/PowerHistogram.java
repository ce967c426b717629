package io.fieldpost.radio.spectrum;

import java.util.Arrays;

/**
 * Counts the powers that cells had, so that any quantile can be told without keeping them: one histogram per cell, whose classes are an octave
 * of power split evenly into 2^m. A power's class is the exponent and the first m bits of the mantissa of its binary32 form.
 *
 * <p>A quantile is told within one class of the exact one, at most 10 log₁₀(1 + 2^−m) dB: {@link #errorDb}. m is 5 while that takes 2 MB at
 * most (481 cells) and less for more cells, but 2 at least. Powers below 2⁻⁶⁴ (−193 dBFS) count as that, and those above 2⁴ as that.
 */
final class PowerHistogram {
    private static final int LOWEST_EXPONENT = -64;
    private static final int OCTAVES = 68;
    private static final int FLOAT_BIAS = 127;
    private static final int MANTISSA_BITS = 23;
    private static final int FINEST = 5;
    private static final int COARSEST = 2;
    private static final int MOST_BYTES = 2 << 20;

    private final int bits;
    private final int classes;
    private final int lowest;
    private final char[] counts;

    /** With so many cells. */
    PowerHistogram(int cells) {
        int fit = FINEST;
        while (fit > COARSEST && (long) cells * (OCTAVES << fit) * Character.BYTES > MOST_BYTES) {
            fit--;
        }
        bits = fit;
        classes = OCTAVES << bits;
        lowest = FLOAT_BIAS + LOWEST_EXPONENT << bits;
        counts = new char[cells * classes];
    }

    void clear() {
        Arrays.fill(counts, '\0');
    }

    /** The farthest that {@link #quantile} can be from the exact value, in decibels, within the range that it counts. */
    double errorDb() {
        return 10 * Math.log10(1 + Math.scalb(1.0, -bits));
    }

    /** Counts some powers of one cell; up to 65,535 in all. */
    void add(int cell, float[] powers, int count) {
        int first = cell * classes;
        for (int i = 0; i < count; i++) {
            int at = (Float.floatToRawIntBits(powers[i]) >>> MANTISSA_BITS - bits) - lowest;
            counts[first + Math.max(0, Math.min(classes - 1, at))]++;
        }
    }

    /**
     * The power of a rank, told inside its class by how many of the class's powers come before.
     *
     * @param rank 1 for the smallest, up to how many were counted
     */
    double quantile(int cell, int rank) {
        int first = cell * classes;
        int at = 0;
        int before = 0;
        while (at < classes - 1 && before + counts[first + at] < rank) {
            before += counts[first + at];
            at++;
        }
        double part = (rank - before - 0.5) / Math.max(1, counts[first + at]);
        double low = edge(at);
        return low + (edge(at + 1) - low) * Math.min(1, Math.max(0, part));
    }

    /** The smallest power of a class. */
    private double edge(int at) {
        int octave = at >> bits;
        double mantissa = 1 + (at - (octave << bits)) * Math.scalb(1.0, -bits);
        return Math.scalb(mantissa, LOWEST_EXPONENT + octave);
    }
}
