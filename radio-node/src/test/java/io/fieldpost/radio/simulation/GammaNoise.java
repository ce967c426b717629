package io.fieldpost.radio.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Levels of Gaussian noise of power 1 (0 dB) averaged over M spectra, drawn fast: an equally spaced table of the quantiles of the Gamma
 * law, made from its density by the trapezoidal rule. About 4 ns a value.
 */
public final class GammaNoise {
    private static final int BITS = 20;
    private static final int SIZE = 1 << BITS;
    private static final int GRID = 500_000;

    private final float[] levelDb = new float[SIZE];

    /**
     * @param looks M, at least 1
     */
    public GammaNoise(double looks) {
        double highest = 1 + 40 / looks + 8 / Math.sqrt(looks);
        double[] cumulative = new double[GRID + 1];
        for (int i = 1; i <= GRID; i++) {
            double middle = highest * (i - 0.5) / GRID;
            cumulative[i] = cumulative[i - 1] + Math.exp(looks * (Math.log(middle) + 1 - middle)) / middle;
        }
        int at = 0;
        for (int i = 0; i < SIZE; i++) {
            double wanted = (i + 0.5) / SIZE * cumulative[GRID];
            while (cumulative[at + 1] < wanted) {
                at++;
            }
            double part = (wanted - cumulative[at]) / (cumulative[at + 1] - cumulative[at]);
            levelDb[i] = (float) (10 * Math.log10(highest * (at + part) / GRID));
        }
    }

    /** One value in decibels. */
    public float next(SplittableRandom random) {
        return levelDb[random.nextInt() >>> (32 - BITS)];
    }

    /** Overwrites a trace with noise over a mean of so many decibels in each cell. */
    public void fill(float[] meanDb, float[] trace, SplittableRandom random) {
        for (int i = 0; i < trace.length; i++) {
            trace[i] = meanDb[i] + next(random);
        }
    }

    /** Overwrites a trace with noise of 0 dB. */
    public void fill(float[] trace, SplittableRandom random) {
        int i = 0;
        while (i + 2 < trace.length) {
            long bits = random.nextLong();
            trace[i] = levelDb[(int) (bits & (SIZE - 1))];
            trace[i + 1] = levelDb[(int) (bits >>> BITS & (SIZE - 1))];
            trace[i + 2] = levelDb[(int) (bits >>> 2 * BITS & (SIZE - 1))];
            i += 3;
        }
        Arrays.fill(trace, i, trace.length, levelDb[(int) (random.nextLong() & (SIZE - 1))]);
    }
}
