package io.fieldpost.radio.demodulation;

/**
 * Low-pass filters of linear phase: a sinc under a Kaiser window, odd in length, gain 1 at 0 Hz. Formulas for length and shape: J. F.
 * Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", IEEE ISCAS 1974.
 */
public final class LowPass {
    /** What filters of this package keep out: 70 dB. The ripple of the pass band follows from it: ±0.003 dB. */
    public static final double STOP_DB = 70;

    /** What they are designed for, so that the promise is kept between the sidelobes' estimates too. */
    private static final double DESIGN_DB = STOP_DB + 2;

    private LowPass() {}

    /**
     * Taps of a filter.
     *
     * @param passHz up to here the gain is 1, within ±0.003 dB
     * @param stopHz from here on it is −70 dB or less
     * @param rateHz samples per second that it works on
     */
    public static float[] taps(double passHz, double stopHz, double rateHz) {
        if (!(passHz > 0) || !(stopHz > passHz) || !(stopHz <= rateHz / 2)) {
            throw new IllegalArgumentException("a low-pass needs 0 < pass < stop <= half the rate: pass " + passHz
                    + " Hz, stop " + stopHz + " Hz, rate " + rateHz + " Hz");
        }
        int half = (int) Math.ceil(length(passHz, stopHz, rateHz) / 2.0);
        double beta = 0.1102 * (DESIGN_DB - 8.7);
        double cut = (passHz + stopHz) / 2 / rateHz;
        double[] shape = new double[2 * half + 1];
        double sum = 0;
        for (int n = -half; n <= half; n++) {
            double r = (double) n / (half + 1);
            double sinc = n == 0 ? 2 * cut : Math.sin(2 * Math.PI * cut * n) / (Math.PI * n);
            shape[n + half] = sinc * bessel(beta * Math.sqrt(1 - r * r)) / bessel(beta);
            sum += shape[n + half];
        }
        float[] taps = new float[shape.length];
        for (int i = 0; i < taps.length; i++) {
            taps[i] = (float) (shape[i] / sum);
        }
        return taps;
    }

    /** About how many taps a filter needs; what a choice between cascades weighs. */
    static double length(double passHz, double stopHz, double rateHz) {
        return (DESIGN_DB - 7.95) / (14.36 * (stopHz - passHz) / rateHz) + 1;
    }

    /** Modified Bessel function of the first kind and order 0, by its series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-12 * sum; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
