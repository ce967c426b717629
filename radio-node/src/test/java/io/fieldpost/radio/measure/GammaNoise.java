package io.fieldpost.radio.measure;

import io.fieldpost.radio.spectrum.Decibels;
import java.util.SplittableRandom;

/** Rows of noise, and of noise with something in it, from a fixed seed: a cell's mean power over M looks is Gamma distributed. */
final class GammaNoise {
    private final SplittableRandom random;

    GammaNoise(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A mean over {@code looks}, which may be fractional, of noise of mean power 1 (Marsaglia and Tsang, ACM TOMS 26, 2000). */
    double power(double looks) {
        double d = looks - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = 1 + c * x;
            v = v * v * v;
            if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v / looks;
            }
        }
    }

    /** Levels of cells of a mean, in dB. */
    float[] row(int cells, double looks, double meanDb) {
        float[] levelDb = new float[cells];
        for (int i = 0; i < cells; i++) {
            levelDb[i] = (float) (meanDb + Decibels.of(power(looks)));
        }
        return levelDb;
    }

    double uniform() {
        return random.nextDouble();
    }
}
