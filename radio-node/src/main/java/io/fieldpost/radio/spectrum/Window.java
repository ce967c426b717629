package io.fieldpost.radio.spectrum;

/**
 * Cosine-sum windows, periodic: w[n] = Σ (−1)^i a_i cos(2π i n / N). Coefficients and figures: F. J. Harris, "On the use of windows
 * for harmonic analysis with the discrete Fourier transform", Proc. IEEE 66 (1978), and A. H. Nuttall, "Some windows with very good
 * sidelobe behavior", IEEE Trans. ASSP-29 (1981).
 */
public enum Window {
    /** No window: the narrowest lobe, and leakage of −13 dB beside it. */
    RECTANGULAR(1),
    /** The usual choice for power: leakage falls by 18 dB an octave. */
    HANN(0.5, 0.5),
    HAMMING(25 / 46.0, 21 / 46.0),
    BLACKMAN(0.42, 0.5, 0.08),
    /** Sidelobes of −98 dB. */
    BLACKMAN_NUTTALL(0.3635819, 0.4891775, 0.1365995, 0.0106411),
    /** For weak signals beside strong carriers: sidelobes of −92 dB. */
    BLACKMAN_HARRIS(0.35875, 0.48829, 0.14128, 0.01168),
    /** For the level of a carrier: no more than 0.01 dB of scalloping. */
    FLAT_TOP(0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368);

    private static final int FEWEST_BINS_PER_CELL = 4;

    private final double[] terms;

    Window(double... terms) {
        this.terms = terms;
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

    /**
     * How many bins a grid cell must be wide so that the main lobe of a tone in its middle lies inside. K terms put a tone of exactly
     * one bin into 2K − 1 bins.
     */
    public int binsPerCell() {
        return Math.max(FEWEST_BINS_PER_CELL, 2 * terms.length - 1);
    }
}
