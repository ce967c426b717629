package io.fieldpost.radio.demodulation;

/**
 * Turns complex samples by a constant frequency. The phase is kept in double precision from block to block, and within a block comes
 * from a table, so that the inner loop has no chain of dependent steps. One thread; allocates nothing after construction.
 */
public final class Oscillator {
    private static final int BLOCK = 512;

    private final double turnsPerSample;
    private final float[] cos = new float[BLOCK];
    private final float[] sin = new float[BLOCK];
    private double turns;

    /**
     * @param shiftHz by how much every frequency rises; negative brings down
     */
    public Oscillator(double shiftHz, double rateHz) {
        turnsPerSample = shiftHz / rateHz;
        for (int i = 0; i < BLOCK; i++) {
            double angle = 2 * Math.PI * turnsPerSample * i;
            cos[i] = (float) Math.cos(angle);
            sin[i] = (float) Math.sin(angle);
        }
    }

    /** Shifts {@code count} samples into other arrays, or into the same ones at the same place. */
    public void shift(float[] re, float[] im, int from, int count, float[] outRe, float[] outIm, int at) {
        for (int done = 0; done < count; done += BLOCK) {
            int n = Math.min(BLOCK, count - done);
            float c = (float) Math.cos(2 * Math.PI * turns);
            float s = (float) Math.sin(2 * Math.PI * turns);
            block(c, s, re, im, from + done, n, outRe, outIm, at + done);
            turns += turnsPerSample * n;
            turns -= Math.floor(turns);
        }
    }

    private void block(
            float c, float s, float[] re, float[] im, int from, int n, float[] outRe, float[] outIm, int at) {
        for (int i = 0; i < n; i++) {
            float wr = cos[i] * c - sin[i] * s;
            float wi = cos[i] * s + sin[i] * c;
            float xr = re[from + i];
            float xi = im[from + i];
            outRe[at + i] = xr * wr - xi * wi;
            outIm[at + i] = xr * wi + xi * wr;
        }
    }
}
