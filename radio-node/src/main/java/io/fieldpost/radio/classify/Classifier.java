package io.fieldpost.radio.classify;

import io.fieldpost.radio.sample.Baseband;

/**
 * Decides what kind of modulation a signal has. A fixed procedure, the clearest features first:
 *
 * <ol>
 *   <li>SNR under 2 dB or fewer than 60 independent values: unknown.
 *   <li>An FM pilot: broadcast.
 *   <li>A carrier of more than 0.63 of the power: AM where what is beside it is in phase with it, narrow FM where it is in quadrature, CW
 *       where it is neither.
 *   <li>A carrier of 0.2 to 0.63, in phase with the rest, and an envelope kurtosis above 1.6: on-off keying, whose carrier is the
 *       share p of on-time and whose kurtosis is 1/p. A kurtosis above 3.6: pulses of any phase.
 *   <li>A kurtosis of about 3 (real noise) with a line in x², or of 1.5 with two equal lines: two sidebands without a carrier.
 *   <li>Two clear groups of frequency on a clock: FSK, even if a filter made its envelope vary.
 *   <li>A constant envelope: FSK where frequency changes on a clock and is read there in two or four groups, otherwise analogue.
 *   <li>A clock in the envelope: PSK or QAM by the kurtosis at its ticks, 1 or 1.32 to 1.38.
 *   <li>A kurtosis of about 2 and no line at all: like noise.
 * </ol>
 *
 * <p>Confidence is the product of one smooth step per feature that was used, each reaching a half at its threshold. Their widths were
 * chosen so that of synthesised signals from 5 to 30 dB, of all kinds together, those with a stated 0.9 or more are right in at least nine of
 * ten cases; the test does it again.
 */
public final class Classifier {
    /** Fewer say nothing of a modulation. */
    public static final int FEWEST_SAMPLES = 1_024;

    private static final double LOWEST_SNR_DB = 2;
    private static final double FEWEST_VALUES = 60;
    private static final double CLOCK = 30;
    private static final double BROADCAST_WIDTH_HZ = 90_000;

    private Classifier() {}

    /**
     * Measures and decides; see {@link Features#of} for what is expected of the samples.
     *
     * @throws IllegalArgumentException for fewer than {@link #FEWEST_SAMPLES}
     */
    public static Classification classify(Baseband span) {
        return classify(Features.of(span));
    }

    /** Decides. */
    public static Classification classify(Features f) {
        if (!(f.snrDb() >= LOWEST_SNR_DB) || !(f.timeBandwidth() >= FEWEST_VALUES)) {
            return result(f, Modulation.UNKNOWN, 0, "too weak or too short");
        }
        double kurtosis = f.envelope().kurtosis();
        if (f.pilotConfidence() > 0.999) {
            return result(f, Modulation.WFM, 0.995, "pilot at 19 kHz");
        }
        if (f.carrier().share() > 0.63) {
            return withCarrier(f);
        }
        if (f.carrier().share() > 0.2 && f.carrier().inPhase() > 0.6 && kurtosis > 1.6) {
            double sure = above(f.carrier().inPhase(), 0.6, 0.15) * above(kurtosis, 1.6, 0.15) * snr(f, 3);
            return result(f, Modulation.PULSED, sure, "carrier that is switched");
        }
        if (kurtosis > 2.4) {
            return peaky(f, kurtosis);
        }
        if (Math.abs(kurtosis - 1.5) < 0.2
                && Math.abs(f.carrier().share() - 0.5) < 0.1
                && Math.abs(f.carrier().inPhase()) < 0.3) {
            return result(f, Modulation.DSB, 0.8 * snr(f, 3), "two equal lines");
        }
        if (f.frequency().symbols().prominence() > CLOCK
                && f.frequency().symbols().twoGroups() < 0.15
                && f.frequency().lineShare() < 0.4
                && kurtosis > 1.06
                && kurtosis < 1.5) {
            return filteredShiftKeying(f);
        }
        if (kurtosis < 1.06) {
            return constantEnvelope(f, kurtosis);
        }
        return linear(f, kurtosis);
    }

    private static Classification withCarrier(Features f) {
        double imbalance = f.carrier().imbalance();
        double strong = above(f.carrier().share(), 0.63, 0.03);
        if (imbalance > 8) {
            return result(f, Modulation.AM, strong * above(imbalance, 8, 4), "carrier, sidebands in phase with it");
        }
        if (imbalance < -8) {
            return result(
                    f, Modulation.NFM, strong * above(-imbalance, 8, 4), "carrier, sidebands in quadrature to it");
        }
        // Weak sidebands drown in noise: a carrier is called bare with certainty only where they would have been seen.
        double sure = strong * above(8 - Math.abs(imbalance), 0, 3) * above(f.snrDb(), 14, 6);
        return result(f, Modulation.CW, sure, "carrier alone");
    }

    private static Classification peaky(Features f, double kurtosis) {
        if (kurtosis < 3.6 && f.square() > 0.1 && f.carrier().share() < 0.1) {
            double sure = above(f.square(), 0.1, 0.05) * above(3.6 - kurtosis, 0, 0.2) * above(kurtosis, 2.4, 0.2);
            return result(f, Modulation.DSB, sure, "real noise, line in its square");
        }
        double sure = above(kurtosis, 3.6, 0.5) * snr(f, 3);
        return result(f, Modulation.PULSED, sure, "long without power");
    }

    private static Classification constantEnvelope(Features f, double kurtosis) {
        Features.Levels levels = f.frequency().symbols();
        double constant = above(1.06 - kurtosis, 0, 0.03) * snr(f, 3);
        if (f.frequency().lineShare() > 0.4) {
            double sure = constant * above(f.frequency().lineShare(), 0.4, 0.1);
            return analogue(f, sure, "constant envelope, one tone");
        }
        double clock = above(Math.log(levels.prominence()), Math.log(CLOCK), 0.4);
        // Noise widens the groups of a weak signal.
        double widest = f.snrDb() < 8 ? 0.23 : 0.17;
        if (levels.prominence() > CLOCK && levels.twoGroups() < widest) {
            double sure = constant * clock * above(0.17 - levels.twoGroups(), 0, 0.03);
            return new Classification(
                    Modulation.FSK2, sure, "constant envelope, two frequencies on a clock", levels.rateHz(), f);
        }
        double fourth = f.frequency().kurtosis();
        if (levels.prominence() > CLOCK) {
            double sure = constant
                    * clock
                    * above(2.7 - fourth, 0, 0.2)
                    * above(levels.twoGroups(), 0.17, 0.02)
                    * above(f.snrDb(), 8, 2);
            return new Classification(
                    Modulation.FSK4, sure, "constant envelope, four frequencies on a clock", levels.rateHz(), f);
        }
        if (fourth > 2.65) {
            double sure = constant * above(fourth, 2.65, 0.1) * above(f.snrDb(), 4, 3);
            return analogue(f, sure, "constant envelope, frequency without levels");
        }
        boolean two = levels.twoGroups() < 0.17 || fourth < (f.snrDb() < 8 ? 2.45 : 1.95);
        return result(
                f,
                two ? Modulation.FSK2 : Modulation.FSK4,
                0.6 * constant,
                "constant envelope, frequency limited, no clock");
    }

    /** A receiver's narrow filter makes amplitude of frequency; PSK and QAM never have two groups of frequencies. */
    private static Classification filteredShiftKeying(Features f) {
        Features.Levels levels = f.frequency().symbols();
        double sure = above(0.15 - levels.twoGroups(), 0, 0.03)
                * snr(f, 3)
                * above(Math.log(levels.prominence()), Math.log(CLOCK), 0.4);
        return new Classification(Modulation.FSK2, sure, "two frequencies on a clock", levels.rateHz(), f);
    }

    private static Classification analogue(Features f, double sure, String reason) {
        return f.widthHz() > BROADCAST_WIDTH_HZ
                ? result(f, Modulation.WFM, 0.7 * sure, reason + ", wide")
                : result(f, Modulation.NFM, sure, reason);
    }

    private static Classification linear(Features f, double kurtosis) {
        Features.Symbols symbols = f.symbols();
        if (symbols.prominence() > CLOCK && kurtosis < 1.75) {
            double clock = above(Math.log(symbols.prominence()), Math.log(CLOCK), 0.4);
            double edge = above(kurtosis, 1.06, 0.02) * above(1.75 - kurtosis, 0, 0.1) * snr(f, 2);
            // Two phases with a narrow roll-off vary more between the symbols than others do.
            double most = f.square() > 0.2 ? 1.6 : 1.38;
            boolean phases = symbols.kurtosis() < 1.15 && kurtosis < most;
            double apart = phases
                    ? above(1.15 - symbols.kurtosis(), 0, 0.05) * above(most - kurtosis, 0, 0.03)
                    : above(symbols.kurtosis(), 1.15, 0.05) * above(kurtosis, 1.34, 0.03);
            return new Classification(
                    phases ? Modulation.PSK : Modulation.QAM,
                    clock * edge * apart,
                    phases ? "states of one amplitude on a clock" : "states of several amplitudes on a clock",
                    symbols.rateHz(),
                    f);
        }
        if (kurtosis > 1.7 && f.keying().offShare() > 0.3 && f.snrDb() > 16) {
            return result(f, Modulation.PULSED, 0.7, "signal that is switched");
        }
        if (kurtosis > 1.7) {
            double sure = above(kurtosis, 1.7, 0.1)
                    * above(2.4 - kurtosis, 0, 0.15)
                    * snr(f, 3)
                    * above(0.08 - f.square(), 0, 0.03)
                    * above(0.15 - f.carrier().share(), 0, 0.05);
            return result(f, Modulation.NOISE_LIKE, sure, "complex noise without lines");
        }
        return result(
                f, kurtosis < 1.36 ? Modulation.PSK : Modulation.QAM, 0.45, "envelope of shaped symbols, no clock");
    }

    /** 1/2 at the threshold, 0.88 one width above it, 0.98 two widths above. */
    private static double above(double value, double threshold, double width) {
        return 1 / (1 + Math.exp(-2 * (value - threshold) / width));
    }

    private static double snr(Features f, double width) {
        return above(f.snrDb(), LOWEST_SNR_DB, width);
    }

    private static Classification result(Features f, Modulation modulation, double confidence, String reason) {
        return new Classification(modulation, confidence, reason, Double.NaN, f);
    }
}
