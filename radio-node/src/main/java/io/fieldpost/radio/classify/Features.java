package io.fieldpost.radio.classify;

import io.fieldpost.radio.sample.Baseband;

/**
 * What is measured of a signal to tell its modulation. After A. K. Nandi and E. E. Azzouz, "Algorithms for automatic modulation recognition of
 * communication signals", IEEE Trans. COM-46 (1998), and A. Swami and B. M. Sadler, "Hierarchical digital modulation
 * classification using cumulants", IEEE Trans. COM-48 (2000). Ratios of powers are linear; noise is subtracted where its part is known.
 *
 * @param snrDb power of the signal over the noise in its own width
 * @param centerHz middle of its edges, relative to the span's
 * @param widthHz between the edges that leave out 0.5 % of its power each
 * @param occupiedShare width / sample rate
 * @param timeBandwidth width × duration: about how many independent values there are
 * @param symmetry (lower − upper half's power) / power
 * @param envelope amplitude
 * @param carrier the line at the carrier
 * @param phase σ of the phase about the carrier, in rad, over samples that are not weak (σ_dp)
 * @param square strongest line of x², as a share of its power: two phases, or two sidebands without a carrier
 * @param fourth strongest line of x⁴: four phases
 * @param frequency instantaneous frequency
 * @param symbols what was found at the symbol rate of the envelope
 * @param keying comings and goings
 * @param pilotConfidence that an FM pilot at 19 kHz is there, 0 to 1; 0 where the span is too narrow for one
 */
public record Features(
        double snrDb,
        double centerHz,
        double widthHz,
        double occupiedShare,
        double timeBandwidth,
        double symmetry,
        Envelope envelope,
        Carrier carrier,
        double phase,
        double square,
        double fourth,
        Frequency frequency,
        Symbols symbols,
        Keyed keying,
        double pilotConfidence) {
    /**
     * @param kurtosis E|s|⁴ / (E|s|²)², noise subtracted: 1 for a constant envelope, 2 for complex noise, 3 for real noise
     * @param gammaMax largest line of the normalised, centred amplitude: |DFT|² / N² (γ_max / N)
     */
    public record Envelope(double kurtosis, double gammaMax) {}

    /**
     * @param hertz frequency of the strongest line, relative to the middle of the signal
     * @param share of the signal's power that is in it
     * @param inPhase (in-phase − quadrature power) / (their sum) of the rest, noise subtracted: 1 for AM, −1 for narrow FM
     * @param imbalance in-phase − quadrature, in standard deviations of noise alone
     */
    public record Carrier(double hertz, double share, double inPhase, double imbalance) {}

    /**
     * @param deviationHz σ over samples that are not weak (σ_af, in Hz)
     * @param kurtosis its fourth moment: 1 for two values, 1.5 for a sine, 1.64 for four values, 3 for noise
     * @param lineShare share of its power in one line: near 1 for a single tone
     * @param symbols at its symbol rate; within-group variance of two and four groups of values read there
     */
    public record Frequency(double deviationHz, double kurtosis, double lineShare, Levels symbols) {}

    /**
     * @param rateHz symbols per second; not-a-number where none was found
     * @param prominence of the line at that rate over its surroundings
     * @param twoGroups variance within two groups / variance: 0 for two exact levels, 0.2 for a sine or four levels, 0.36 for noise
     * @param fourGroups the same for four groups: 0 for four exact levels, 0.12 for noise
     * @param lowHz mean of the lower of two groups, relative to the span's middle
     * @param highHz mean of the upper
     */
    public record Levels(
            double rateHz, double prominence, double twoGroups, double fourGroups, double lowHz, double highHz) {}

    /**
     * @param rateHz symbols per second from the envelope's line; not-a-number where none was found
     * @param prominence of that line
     * @param kurtosis E|s|⁴ / (E|s|²)² of values read at the symbols: 1 for PSK, 1.32 for 16-QAM, 1.38 for 64-QAM
     * @param c40 |cumulant C40| / power² there
     * @param c42 cumulant C42 / power² there
     */
    public record Symbols(double rateHz, double prominence, double kurtosis, double c40, double c42) {}

    /**
     * @param offShare share of time without signal
     * @param runWidths mean length of a stretch with signal × width
     * @param burst whether the other features are those of the longest stretch alone
     */
    public record Keyed(double offShare, double runWidths, boolean burst) {}

    /**
     * Measures.
     *
     * @param span one signal, and at least a fifth of it noise alone; 4,096 samples or more
     */
    public static Features of(Baseband span) {
        return new FeatureMeter(span).features();
    }
}
