package io.fieldpost.radio.sample;

/**
 * How many of the values of some samples lay at a converter's rails, I and Q counted on their own.
 *
 * @param format of the samples, which says what a rail is
 * @param clipped values at a rail
 * @param values all
 */
public record ClippedShare(SampleFormat format, long clipped, long values) {
    /** 0 to 1; 0 of no values. */
    public double fraction() {
        return values == 0 ? 0 : (double) clipped / values;
    }
}
