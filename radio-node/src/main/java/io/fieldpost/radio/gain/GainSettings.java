package io.fieldpost.radio.gain;

import io.fieldpost.radio.sample.SampleFormat;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How gain is controlled.
 *
 * @param gains of the receiver in 0.1 dB, ascending
 * @param overloadedFraction share of clipped values from which gain is taken back
 * @param noiseCeilingDbfs noise in the whole sampled bandwidth that more gain must not exceed; infinite for no ceiling
 * @param quiet how long nothing may clip before more gain is tried
 * @param longestWait what doubling that ends at
 */
public record GainSettings(
        List<Integer> gains, double overloadedFraction, double noiseCeilingDbfs, Duration quiet, Duration longestWait) {
    /** With 15 dB of the antenna's and receiver's noise above the converter's, the converter costs 0.14 dB of sensitivity. */
    private static final double DEFAULT_RISE_DB = 15;

    public GainSettings {
        gains = List.copyOf(gains);
        boolean ascending = !gains.isEmpty();
        for (int i = 1; i < gains.size(); i++) {
            ascending &= gains.get(i - 1) < gains.get(i);
        }
        if (!ascending) {
            throw new IllegalArgumentException("gains are not an ascending list of at least one: " + gains);
        }
        if (quiet.isNegative() || quiet.isZero() || longestWait.compareTo(quiet) < 0) {
            throw new IllegalArgumentException("waits are not 0 < " + quiet + " <= " + longestWait);
        }
    }

    /** One minute of quiet, one hour at most, and the highest gain that lifts noise by up to 15 dB over the converter's own. */
    public static GainSettings of(int[] gainsTenthsOfDb, SampleFormat format) {
        return new GainSettings(
                Arrays.stream(gainsTenthsOfDb).boxed().toList(),
                OverloadDetector.of(format).overloaded(),
                converterNoiseDbfs(format) + DEFAULT_RISE_DB,
                Duration.ofMinutes(1),
                Duration.ofHours(1));
    }

    /**
     * The converter's own noise in the whole bandwidth: a twelfth of a step squared in I and in Q, −49.9 dBFS with 8 bits. For wider formats
     * that of 12 bits, −73.9 dBFS, which is what receivers behind them have.
     */
    public static double converterNoiseDbfs(SampleFormat format) {
        double steps = switch (format) {
            case CU8 -> 127.5;
            case CS8 -> 128;
            case CS16, CF32 -> 2048;
        };
        return 10 * Math.log10(2 / 12.0 / (steps * steps));
    }
}
