package io.fieldpost.radio.spectrum;

/**
 * How many independent spectra an average stands for. In noise, the mean power of a cell over M overlapping transforms and over bins that the
 * window makes alike varies as if it were the mean of L independent exponential values: the shape of its Gamma distribution. L is the
 * square of the mean over the variance,
 *
 * <pre>L = (Σ a_k)² / Σ_k Σ_l a_k a_l (1/M) Σ_d (1 − |d|/M) C(k − l, d)</pre>
 *
 * where a_k is the share of bin k in the cell, d runs over −(M−1) to M−1, and C(m, d) = |Σ_n w[n] w[n + dD] exp(−2πi mn/N)|² / (Σ w²)² is
 * the covariance of two bins m apart in two frames that begin dD samples apart (P. D. Welch, IEEE Trans. AU-15, 1967, for a bin; F. J. Harris,
 * Proc. IEEE 66, 1978, for its correlation at 50 %).
 */
final class Looks {
    /** Bins that are farther apart than any window's lobes reach have nothing in common. */
    private static final int ALIKE = 16;

    private final float[] window;
    private final int step;

    /**
     * For one way to transform.
     *
     * @param step samples from the beginning of one frame to that of the next
     */
    Looks(float[] window, int step) {
        this.window = window;
        this.step = step;
    }

    /**
     * The looks of a cell.
     *
     * @param shares of its bins, in order
     * @param averages transforms, M
     */
    double of(double[] shares, int averages) {
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        double variance = 0;
        for (int m = 0; m < Math.min(shares.length, ALIKE); m++) {
            double pairs = 0;
            for (int k = m; k < shares.length; k++) {
                pairs += shares[k] * shares[k - m];
            }
            variance += (m == 0 ? 1 : 2) * pairs * over(m, averages);
        }
        return sum * sum / variance;
    }

    private double over(int m, int averages) {
        double sum = covariance(m, 0);
        for (int d = 1; d < averages && d * step < window.length; d++) {
            sum += 2 * (1 - (double) d / averages) * covariance(m, d);
        }
        return sum / averages;
    }

    private double covariance(int m, int d) {
        double re = 0;
        double im = 0;
        double squares = 0;
        for (int n = 0; n < window.length; n++) {
            squares += (double) window[n] * window[n];
            if (n + d * step < window.length) {
                double product = (double) window[n] * window[n + d * step];
                double angle = -2 * Math.PI * m * n / window.length;
                re += product * Math.cos(angle);
                im += product * Math.sin(angle);
            }
        }
        return (re * re + im * im) / (squares * squares);
    }
}
