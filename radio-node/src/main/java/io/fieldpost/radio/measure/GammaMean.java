package io.fieldpost.radio.measure;

/**
 * Distribution of the mean power of Gaussian noise over M independent looks, with a true mean of 1: Gamma of shape M and scale 1/M. M need
 * not be whole (overlapping frames, partly correlated bins). Incomplete gamma functions by series and by Lentz's continued fraction
 * (Abramowitz and Stegun 6.5.29 and 6.5.31), good to 1e-12. Immutable.
 */
public final class GammaMean {
    /** Beyond this many, the distribution is narrower than 0.05 dB, and more looks change nothing that can be measured. */
    private static final double MOST_LOOKS = 1e4;

    private static final double EPSILON = 1e-15;
    private static final double[] STIRLING = {1 / 12.0, -1 / 360.0, 1 / 1260.0, -1 / 1680.0, 1 / 1188.0};

    private final double looks;

    /** For a number of looks, 1 or more. */
    public GammaMean(double looks) {
        if (!(looks >= 1)) {
            throw new IllegalArgumentException("a mean power stands for at least 1 look: " + looks);
        }
        this.looks = Math.min(looks, MOST_LOOKS);
    }

    /** The median, as a share of the mean: ln 2 for one look. */
    public double median() {
        return quantile(0.5);
    }

    /** The value that a share {@code p} of all lies below. */
    public double quantile(double p) {
        return standardQuantile(looks, p) / looks;
    }

    /** The value that noise exceeds with a probability: a threshold for a false-alarm rate, as a multiple of the mean. */
    public double threshold(double falseAlarm) {
        double low = 0;
        double high = 2 * looks + 100 - 2 * Math.log(falseAlarm);
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (upper(looks, middle) > falseAlarm) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low / looks;
    }

    /** Mean of the lowest {@code share} of all values: E[x | x &lt; q] = P(M + 1, M q) / share. */
    public double meanOfLowest(double share) {
        return lower(looks + 1, standardQuantile(looks, share)) / share;
    }

    /** Mean of all values below {@code limit}. */
    public double meanBelow(double limit) {
        return lower(looks + 1, looks * limit) / lower(looks, looks * limit);
    }

    /** Half-width in standard deviations of the middle share {@code p} of a normal distribution, which is Gamma ½ of its square. */
    static double normalHalfWidth(double p) {
        return Math.sqrt(2 * standardQuantile(0.5, p));
    }

    private static double standardQuantile(double shape, double p) {
        double low = 0;
        double high = 2 * shape + 100;
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (lower(shape, middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Regularised lower incomplete gamma function P(a, x). */
    static double lower(double a, double x) {
        return x < a + 1 ? series(a, x) : 1 - fraction(a, x);
    }

    /** Q(a, x) = 1 − P(a, x), without loss of digits where it is small. */
    static double upper(double a, double x) {
        return x < a + 1 ? 1 - series(a, x) : fraction(a, x);
    }

    private static double series(double a, double x) {
        if (x <= 0) {
            return 0;
        }
        double term = 1 / a;
        double sum = term;
        for (double n = a + 1; term > sum * EPSILON; n++) {
            term *= x / n;
            sum += term;
        }
        return sum * scale(a, x);
    }

    private static double fraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / Double.MIN_NORMAL;
        double d = 1 / b;
        double h = d;
        double change = 0;
        for (int i = 1; Math.abs(change - 1) > EPSILON && i < 100_000; i++) {
            double an = i * (a - i);
            b += 2;
            d = 1 / (an * d + b);
            c = b + an / c;
            change = c * d;
            h *= change;
        }
        return h * scale(a, x);
    }

    /** x^a e^−x / Γ(a). */
    private static double scale(double a, double x) {
        return Math.exp(a * Math.log(x) - x - logGamma(a));
    }

    /** Stirling's series above 15, the recurrence Γ(a + 1) = a Γ(a) below. */
    private static double logGamma(double a) {
        double shift = 0;
        double z = a;
        while (z < 15) {
            shift += Math.log(z);
            z++;
        }
        double tail = 0;
        double power = z;
        for (double coefficient : STIRLING) {
            tail += coefficient / power;
            power *= z * z;
        }
        return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + tail - shift;
    }
}
