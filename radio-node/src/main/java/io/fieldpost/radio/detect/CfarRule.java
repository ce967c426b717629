package io.fieldpost.radio.detect;

/**
 * What of the training cells is compared with, and the factor that gives a wanted false-alarm rate for noise of any number of looks.
 */
enum CfarRule {
    /**
     * Their mean. The cell under test is Gamma with shape M, the sum of N training cells with shape N·M, so the ratio follows
     * P(test &gt; α·mean) = I_{N/(N+α)}(N·M, M); for M = 1 that is (1 + α/N)^−N.
     */
    AVERAGE {
        @Override
        double falseAlarm(double looks, int cells, double factor) {
            return GammaLaw.beta(cells * looks, looks, cells / (cells + factor));
        }
    },
    /**
     * The k-th smallest, k = ¾ N, whose density is k C(N, k) F(z)^(k−1) (1 − F(z))^(N−k) f(z), F and f being those of the noise. The
     * false-alarm rate is the mean of P(test &gt; α z) over it, by the trapezoidal rule, which converges fast for densities that vanish at both
     * ends.
     */
    ORDERED {
        @Override
        double falseAlarm(double looks, int cells, double factor) {
            int k = rank(cells);
            double mean = k / (cells + 1.0);
            double spread = REACH_SIGMAS * Math.sqrt(mean * (1 - mean) / (cells + 2));
            double low = GammaLaw.threshold(looks, Math.min(1 - 1e-9, 1 - mean + spread));
            double high = GammaLaw.threshold(looks, Math.max(1e-9, 1 - mean - spread));
            double step = (high - low) / STEPS;
            double sum = 0;
            for (int i = 0; i <= STEPS; i++) {
                double z = low + i * step;
                sum += density(cells, k, looks, z) * GammaLaw.above(looks, factor * z);
            }
            return sum * step;
        }
    };

    private static final int STEPS = 200;

    /** How far from its mean the order statistic is integrated. */
    private static final double REACH_SIGMAS = 7;

    private static final double MOST_LOG_FACTOR = 30;

    /** The probability that noise exceeds {@code factor} times what the rule makes of {@code cells} cells of noise. */
    abstract double falseAlarm(double looks, int cells, double factor);

    /** The factor that gives a false-alarm rate: false position (Illinois) in logarithms, where the curve is nearly straight. */
    double factor(double looks, int cells, double wanted) {
        double low = 0;
        double lowError = error(looks, cells, low, wanted);
        double high = Math.log(2);
        double highError = error(looks, cells, high, wanted);
        while (highError > 0 && high < MOST_LOG_FACTOR) {
            high *= 2;
            highError = error(looks, cells, high, wanted);
        }
        for (int i = 0; i < 60 && high - low > 1e-6; i++) {
            double next = (low * highError - high * lowError) / (highError - lowError);
            double error = error(looks, cells, next, wanted);
            if (Math.abs(error) < 1e-7) {
                return Math.exp(next);
            } else if (error > 0) {
                low = next;
                lowError = error;
                highError /= 2;
            } else {
                high = next;
                highError = error;
                lowError /= 2;
            }
        }
        return Math.exp((low + high) / 2);
    }

    private double error(double looks, int cells, double logFactor, double wanted) {
        return Math.log(Math.max(1e-300, falseAlarm(looks, cells, Math.exp(logFactor))) / wanted);
    }

    /** From 1. */
    static int rank(int cells) {
        return Math.max(1, cells * 3 / 4);
    }

    private static double density(int cells, int k, double looks, double z) {
        double above = GammaLaw.above(looks, z);
        if (z <= 0 || above >= 1 || above <= 0) {
            return 0;
        }
        double choices = GammaLaw.logGamma(cells + 1.0) - GammaLaw.logGamma(k) - GammaLaw.logGamma(cells - k + 1.0);
        double ranks = (k - 1) * Math.log1p(-above) + (cells - k) * Math.log(above);
        double noise = looks * Math.log(looks) + (looks - 1) * Math.log(z) - looks * z - GammaLaw.logGamma(looks);
        return Math.exp(choices + ranks + noise);
    }
}
