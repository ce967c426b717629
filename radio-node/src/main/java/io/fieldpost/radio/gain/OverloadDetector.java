package io.fieldpost.radio.gain;

import io.fieldpost.radio.sample.SampleFormat;

/**
 * Tells overload from the share of I and Q values at the converter's rails. Noise that fills 8 bits with a peak factor of 11 dB reaches the rails
 * once in 10,000 values, so below that nothing is lost; at 1 in 1000 the products of clipping rise above the converter's own noise. Sixteen bits
 * and floating point carry 12 to 16 bits of a converter whose rails ordinary signals do not reach at all: a tenth of both limits. Immutable.
 *
 * @param marginal share from which strong pulses are cut
 * @param overloaded share from which a row must not be trusted
 */
public record OverloadDetector(double marginal, double overloaded) {
    /** Deviations of a count by which a limit has to be exceeded, so that three clipped values of a short block are no overload. */
    private static final double CERTAIN = 2;

    public OverloadDetector {
        if (!(marginal > 0 && marginal <= overloaded && overloaded < 1)) {
            throw new IllegalArgumentException(
                    "shares of clipped values are not 0 < marginal <= overloaded < 1: " + marginal + ", " + overloaded);
        }
    }

    /** With the limits for a format. */
    public static OverloadDetector of(SampleFormat format) {
        return switch (format) {
            case CU8, CS8 -> new OverloadDetector(1e-4, 1e-3);
            case CS16, CF32 -> new OverloadDetector(1e-5, 1e-4);
        };
    }

    /**
     * Judges one row or block.
     *
     * @param clipped how many I and Q values lay at a rail
     * @param values how many there were
     */
    public Overload of(long clipped, long values) {
        double surely = clipped - CERTAIN * Math.sqrt(clipped);
        if (surely > overloaded * values) {
            return Overload.OVERLOADED;
        }
        return surely > marginal * values ? Overload.MARGINAL : Overload.NONE;
    }
}
