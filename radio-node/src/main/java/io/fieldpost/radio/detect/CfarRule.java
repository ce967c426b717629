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
     * The k-th smallest, k = ¾ N. With u = F(z) it is Beta(k, N − k + 1) distributed, and the false-alarm rate is the mean of
     * P(test &gt; α z) over it, integrated numerically (midpoints in z).
     */
    ORDERED {
        @Override
        double falseAlarm(double looks, int cells, double factor) {
            int k = rank(cells);
            double low = GammaLaw.threshold(looks, 1 - 1e-9);
            double high = GammaLaw.threshold(looks, 1e-9);
            double sum = 0;
            double last = rankBelow(cells, k, looks, low);
            for (int i = 1; i <= STEPS; i++) {
                double z = low + (high - low) * i / STEPS;
                double below = rankBelow(cells, k, looks, z);
                double middle = z - (high - low) / STEPS / 2;
                sum += (below - last) * GammaLaw.above(looks, factor * middle);
                last = below;
            }
            return sum;
        }
    };

    private static final int STEPS = 1000;

    /** The probability that noise exceeds {@code factor} times what the rule makes of {@code cells} cells of noise. */
    abstract double falseAlarm(double looks, int cells, double factor);

    /** The factor that gives a false-alarm rate. */
    double factor(double looks, int cells, double wanted) {
        double low = 0;
        double high = 1;
        while (falseAlarm(looks, cells, high) > wanted && high < 1e12) {
            high *= 2;
        }
        for (int i = 0; i < 45; i++) {
            double middle = (low + high) / 2;
            if (falseAlarm(looks, cells, middle) > wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** From 1. */
    static int rank(int cells) {
        return Math.max(1, cells * 3 / 4);
    }

    private static double rankBelow(int cells, int k, double looks, double z) {
        return GammaLaw.beta(k, cells - k + 1.0, 1 - GammaLaw.above(looks, z));
    }
}
