package io.fieldpost.radio.detect;

/**
 * The law of the mean power of noise. The mean of M independent periodograms of Gaussian noise of power 1 is Gamma-distributed with
 * shape M and mean 1; M need not be whole. Also the law of the ratio of two such means, which CFAR rests on.
 *
 * <p>Regularised incomplete gamma and beta functions by power series and continued fraction (Abramowitz and Stegun, 6.5.29, 6.5.31 and
 * 26.5.8), the logarithm of the gamma function by Stirling's series (6.1.41). Relative errors below 1e-9 for shapes up to 1e5.
 */
final class GammaLaw {
    private static final int MOST_TERMS = 100_000;
    private static final double TINY = 1e-300;
    private static final double PRECISION = 1e-14;

    private GammaLaw() {}

    /** The probability that a mean over {@code looks} spectra of noise of power 1 exceeds {@code level}. */
    static double above(double looks, double level) {
        return upper(looks, looks * level);
    }

    /** The level that a mean over {@code looks} spectra of noise of power 1 exceeds with this probability, 0 &lt; probability &lt; 1. */
    static double threshold(double looks, double probability) {
        double low = 0;
        double high = 1;
        while (above(looks, high) > probability) {
            high *= 2;
        }
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (above(looks, middle) > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Q(a, x) = Γ(a, x) / Γ(a). */
    static double upper(double a, double x) {
        if (x <= 0) {
            return 1;
        }
        double front = Math.exp(a * Math.log(x) - x - logGamma(a));
        return x < a + 1 ? 1 - front * lowerSeries(a, x) : front * upperFraction(a, x);
    }

    private static double lowerSeries(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < MOST_TERMS && term > sum * PRECISION; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum;
    }

    private static double upperFraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double h = d;
        for (int n = 1; n < MOST_TERMS; n++) {
            double an = -n * (n - a);
            b += 2;
            d = 1 / away(an * d + b);
            c = away(b + an / c);
            double step = d * c;
            h *= step;
            if (Math.abs(step - 1) < PRECISION) {
                break;
            }
        }
        return h;
    }

    /** I_x(a, b), the regularised incomplete beta function. */
    static double beta(double a, double b, double x) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        if (x > (a + 1) / (a + b + 2)) {
            return 1 - beta(b, a, 1 - x);
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return front * betaFraction(a, b, x) / a;
    }

    private static double betaFraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double h = d;
        for (int m = 1; m < MOST_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            double step = d * c;
            h *= step;
            if (Math.abs(step - 1) < PRECISION) {
                break;
            }
        }
        return h;
    }

    static double logGamma(double a) {
        double shift = 0;
        double x = a;
        // Stirling's series needs a large argument: Γ(x) = Γ(x + 1) / x until it is.
        while (x < 10) {
            shift += Math.log(x);
            x += 1;
        }
        double z = 1 / (x * x);
        double series = (1 / 12.0 - z * (1 / 360.0 - z * (1 / 1260.0 - z * (1 / 1680.0 - z / 1188.0)))) / x;
        return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series - shift;
    }

    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}
