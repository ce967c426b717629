package io.fieldpost.radio.demodulation;

import java.util.Arrays;

/**
 * Filters a stream of real numbers and keeps one in D, in the polyphase form: samples are dealt into D arrays, so that each tap becomes
 * one pass over neighbouring elements that the compiler can turn into vector instructions, and nothing is computed that is thrown
 * away (P. P. Vaidyanathan, "Multirate systems and filter banks", 1993, 4.3).
 *
 * <p>y[m] = Σ h[k] x[mD + D − 1 − k]. Pieces of any size may be given. One thread; allocates nothing after construction.
 */
public final class Decimator {
    private static final int COLUMNS = 1024;

    private final float[] taps;
    private final int factor;
    private final int history;
    private final float[][] phases;
    private int pending;

    /**
     * @param taps of the filter, for the rate of the input
     * @param factor how many samples go in for one that comes out, at least 1
     */
    public Decimator(float[] taps, int factor) {
        if (taps.length == 0 || factor < 1) {
            throw new IllegalArgumentException("a decimator needs taps and a factor of at least 1: " + factor);
        }
        this.taps = taps.clone();
        this.factor = factor;
        history = (taps.length - 1) / factor;
        phases = new float[factor][history + COLUMNS + 1];
    }

    /** The most that {@link #accept} may give for so many samples. */
    public int room(int samples) {
        return samples / factor + 1;
    }

    /** By how many samples of the input the output lags: half the filter's length. */
    public double delaySamples() {
        return (taps.length - 1) / 2.0;
    }

    /** Forgets what came before. */
    public void clear() {
        for (float[] phase : phases) {
            Arrays.fill(phase, 0);
        }
        pending = 0;
    }

    /**
     * Takes samples and gives those that are complete.
     *
     * @param y where they go, from {@code at} on; must not be {@code x}
     * @return how many
     */
    public int accept(float[] x, int from, int count, float[] y, int at) {
        int done = 0;
        int given = 0;
        while (done < count) {
            int take = Math.min(count - done, COLUMNS * factor - pending);
            deal(x, from + done, take);
            int columns = (pending + take) / factor;
            pending = (pending + take) % factor;
            filter(y, at + given, columns);
            for (float[] phase : phases) {
                System.arraycopy(phase, columns, phase, 0, history + 1);
            }
            done += take;
            given += columns;
        }
        return given;
    }

    private void deal(float[] x, int from, int count) {
        for (int p = 0; p < factor; p++) {
            int first = Math.floorMod(p - pending, factor);
            float[] phase = phases[p];
            int column = history + (pending + first) / factor;
            for (int i = first; i < count; i += factor) {
                phase[column++] = x[from + i];
            }
        }
    }

    private void filter(float[] y, int at, int columns) {
        Arrays.fill(y, at, at + columns, 0);
        for (int k = 0; k < taps.length; k++) {
            accumulate(taps[k], phases[factor - 1 - k % factor], history - k / factor, y, at, columns);
        }
    }

    private static void accumulate(float tap, float[] x, int from, float[] y, int at, int count) {
        for (int m = 0; m < count; m++) {
            y[at + m] += tap * x[from + m];
        }
    }
}
