package io.fieldpost.radio.spectrum;

/**
 * Cosine-sum windows, periodic: w[n] = Σ (−1)^i a_i cos(2π i n / N). Coefficients and figures: F. J. Harris, "On the use of windows
 * for harmonic analysis with the discrete Fourier transform", Proc. IEEE 66 (1978), and A. H. Nuttall, "Some windows with very good
 * sidelobe behavior", IEEE Trans. ASSP-29 (1981). HFT windows: G. Heinzel, A. Rüdiger and R. Schilling, "Spectrum and spectral density
 * estimation by the discrete Fourier transform", Max-Planck-Institut für Gravitationsphysik (2002), appendix D, scaled to a peak of 1.
 */
public enum Window {
    /** No window: the narrowest lobe, and leakage of −13 dB beside it. */
    RECTANGULAR(1),
    /** The usual choice for power: leakage falls by 18 dB an octave. */
    HANN(0.5, 0.5),
    /** Its first sidelobe's zero is where it is lowest: −42 dB. */
    HAMMING(25 / 46.0, 21 / 46.0),
    /** Hamming's window as it is usually rounded. */
    HAMMING_54(0.54, 0.46),
    BLACKMAN(0.42, 0.5, 0.08),
    /** Blackman's window before rounding: sidelobes of −68 dB. */
    BLACKMAN_EXACT(7938 / 18608.0, 9240 / 18608.0, 1430 / 18608.0),
    /** Sidelobes of −98 dB. */
    BLACKMAN_NUTTALL(0.3635819, 0.4891775, 0.1365995, 0.0106411),
    /** Nuttall's window with a continuous first derivative: sidelobes of −93 dB that fall further. */
    NUTTALL(0.355768, 0.487396, 0.144232, 0.012604),
    /** For weak signals beside strong carriers: sidelobes of −92 dB. */
    BLACKMAN_HARRIS(0.35875, 0.48829, 0.14128, 0.01168),
    /** For the level of a carrier: no more than 0.01 dB of scalloping. */
    FLAT_TOP(0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368),
    /** The narrowest of the flat ones: sidelobes of −70 dB. */
    HFT70(peakOfOne(1, 1.90796, 1.07349, 0.18199)),
    /** Flat within 0.004 dB; sidelobes of −90 dB that fall further. */
    HFT90D(peakOfOne(1, 1.942604, 1.340318, 0.440811, 0.043097)),
    /** Flat within 0.004 dB; sidelobes of −95 dB. */
    HFT95(peakOfOne(1, 1.9383379, 1.3045202, 0.4028270, 0.0350665));

    private static final int FEWEST_BINS_PER_CELL = 4;

    private final double[] terms;

    Window(double... terms) {
        this.terms = terms;
    }

    /** In the middle of a window all terms add up. */
    private static double[] peakOfOne(double... terms) {
        double sum = 0;
        for (double term : terms) {
            sum += term;
        }
        for (int i = 0; i < terms.length; i++) {
            terms[i] /= sum;
        }
        return terms;
    }

    /** The window for a transform of {@code size} points, its largest value 1 (flat-top: within 1e-8). */
    public float[] coefficients(int size) {
        float[] w = new float[size];
        for (int n = 0; n < size; n++) {
            w[n] = (float) at(n, size);
        }
        return w;
    }

    private double at(int n, int size) {
        double sum = 0;
        for (int i = 0; i < terms.length; i++) {
            double term = terms[i] * Math.cos(2 * Math.PI * i * n / size);
            sum += i % 2 == 0 ? term : -term;
        }
        return sum;
    }

    /** Equivalent noise bandwidth in bins: N Σw² / (Σw)² = (a₀² + ½ Σ a_i²) / a₀². */
    public double enbwBins() {
        double squares = 0;
        for (int i = 1; i < terms.length; i++) {
            squares += terms[i] * terms[i];
        }
        return 1 + squares / (2 * terms[0] * terms[0]);
    }

    /** Mean of the window: what a tone's amplitude is multiplied by. */
    public double coherentGain() {
        return terms[0];
    }

    /** 1 / (N Σw²): what |X|² is multiplied by to be the power that a bin stands for. */
    double binScale(int size) {
        return 1 / ((double) size * size * coherentGain() * coherentGain() * enbwBins());
    }

    /**
     * How many bins a grid cell must be wide so that the main lobe of a tone in its middle lies inside. K terms put a tone of exactly
     * one bin into 2K − 1 bins.
     */
    public int binsPerCell() {
        return Math.max(FEWEST_BINS_PER_CELL, 2 * terms.length - 1);
    }
}
