package io.fieldpost.radio.simulation;

/**
 * How the mean power of a modulated carrier spreads over the spectrum. Gaussian densities throughout: the spectrum of wideband FM follows
 * the distribution of its programme's deviation.
 */
public enum SpectralShape {
    /** FM broadcasting: rms deviation 25 kHz, 173 kHz at 26 dB; of its power, −35 dB lies in splatter three times as wide. */
    FM_BROADCAST(25e3, 3e-4),
    /** Two-way radio: 17 kHz at 26 dB. */
    NARROW_FM(2.5e3, 0),
    /** Airband: a carrier, its sidebands within 8 kHz. */
    AM(1.5e3, 0),
    /** An unmodulated carrier as wide as a window's main lobe. */
    CARRIER(0.8e3, 0);

    /** Half the width at 26 dB of a Gaussian, in standard deviations: √(2 · 2.6 · ln 10). */
    private static final double HALF_WIDTH = 3.46;

    private static final double SPLATTER_WIDTH = 3;
    private static final int POINTS_PER_CELL = 8;

    private final double sigmaHz;
    private final double splatter;

    SpectralShape(double sigmaHz, double splatter) {
        this.sigmaHz = sigmaHz;
        this.splatter = splatter;
    }

    /** At 26 dB. */
    public double bandwidthHz() {
        return 2 * HALF_WIDTH * sigmaHz;
    }

    /**
     * Adds a carrier's power to cells.
     *
     * @param power in multiples of the noise in a cell
     * @param total of the carrier
     * @param loudness deviation relative to the usual
     */
    void addTo(double[] power, double startHz, double stepHz, double centerHz, double total, double loudness) {
        double sigma = sigmaHz * loudness;
        add(power, startHz, stepHz, centerHz, total * (1 - splatter), sigma);
        if (splatter > 0) {
            add(power, startHz, stepHz, centerHz, total * splatter, sigma * SPLATTER_WIDTH);
        }
    }

    private static void add(
            double[] power, double startHz, double stepHz, double centerHz, double total, double sigma) {
        int from = (int) Math.round((centerHz - 6 * sigma - startHz) / stepHz);
        int to = (int) Math.round((centerHz + 6 * sigma - startHz) / stepHz);
        for (int cell = Math.max(0, from); cell <= Math.min(power.length - 1, to); cell++) {
            double sum = 0;
            for (int i = 0; i < POINTS_PER_CELL; i++) {
                double hz = startHz + (cell - 0.5 + (i + 0.5) / POINTS_PER_CELL) * stepHz;
                double x = (hz - centerHz) / sigma;
                sum += Math.exp(-x * x / 2);
            }
            power[cell] += total * sum * stepHz / POINTS_PER_CELL / sigma / Math.sqrt(2 * Math.PI);
        }
    }
}
