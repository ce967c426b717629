package io.fieldpost.radio.measure;

import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.spectrum.Decibels;

/**
 * Amplitude probability distribution: how often power exceeds a level (CISPR 16-1-1, APD; in the form of the NTIA's SCOS sensors), in steps of 1 dB from
 * {@value #LOWEST_DB} to {@value #HIGHEST_DB} dB relative to a full-scale tone, or to whatever powers are relative to. One thread; adding
 * allocates nothing.
 */
public final class AmplitudeDistribution {
    public static final int LOWEST_DB = -180;
    public static final int HIGHEST_DB = 10;

    private static final int LEVELS = HIGHEST_DB - LOWEST_DB + 1;
    private static final float[] LIMITS = new float[LEVELS];

    /** For each binary exponent, the first limit that a power of it can lie below. */
    private static final int[] FIRST = new int[256];

    static {
        for (int i = 0; i < LEVELS; i++) {
            LIMITS[i] = (float) Decibels.power(LOWEST_DB + i);
        }
        for (int exponent = 0; exponent < FIRST.length; exponent++) {
            float least = exponent == 0 ? 0 : Float.intBitsToFloat(exponent << 23);
            while (FIRST[exponent] < LEVELS && LIMITS[FIRST[exponent]] < least) {
                FIRST[exponent]++;
            }
        }
    }

    /** How many powers lie above exactly as many limits as the index says. */
    private final long[] counts = new long[LEVELS + 1];

    private long total;

    /** Adds all samples. */
    public void add(Baseband baseband) {
        float[] re = baseband.re();
        float[] im = baseband.im();
        for (int i = 0; i < re.length; i++) {
            count(re[i] * re[i] + im[i] * im[i]);
        }
    }

    /** Adds linear powers, such as those of one bin over time; what is not a number is left out. */
    public void add(float[] powers) {
        for (float power : powers) {
            if (!Float.isNaN(power)) {
                count(power);
            }
        }
    }

    private void count(float power) {
        int above = FIRST[Float.floatToRawIntBits(power) >>> 23 & 0xFF];
        while (above < LEVELS && power > LIMITS[above]) {
            above++;
        }
        counts[above]++;
        total++;
    }

    /** How many powers were added. */
    public long total() {
        return total;
    }

    /** Share of all powers that exceed a level; not-a-number before any was added. */
    public double exceedance(int levelDb) {
        if (levelDb < LOWEST_DB || levelDb > HIGHEST_DB) {
            throw new IllegalArgumentException(
                    "level is not between " + LOWEST_DB + " dB and " + HIGHEST_DB + " dB: " + levelDb);
        }
        long above = 0;
        for (int i = levelDb - LOWEST_DB + 1; i < counts.length; i++) {
            above += counts[i];
        }
        return total == 0 ? Double.NaN : (double) above / total;
    }

    /** All exceedances, from {@value #LOWEST_DB} dB upwards. */
    public float[] exceedances() {
        float[] shares = new float[LEVELS];
        long above = 0;
        for (int i = LEVELS - 1; i >= 0; i--) {
            above += counts[i + 1];
            shares[i] = total == 0 ? Float.NaN : (float) ((double) above / total);
        }
        return shares;
    }
}
