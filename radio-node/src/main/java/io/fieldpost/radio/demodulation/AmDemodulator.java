package io.fieldpost.radio.demodulation;

/**
 * Modulation of an AM carrier, relative to it: m(t) = |x(t)| / carrier − 1, so 0.3 is the crest of a tone of 30 %. The carrier is the
 * mean of the envelope over {@value #CARRIER_SECONDS} s; dividing by it is the automatic gain control, and subtracting it takes
 * the carrier out without a high-pass of its own. Needs no knowledge of frequency or phase. With less than about 10 dB
 * between carrier and noise the envelope is no longer linear. A stream; one thread; allocates nothing.
 */
public final class AmDemodulator {
    private static final double CARRIER_SECONDS = 0.1;
    /** Speech does not exceed this; what does is the start of a transmission. */
    private static final float LIMIT = 2;

    private final double step;
    private double carrier;
    private long seen;

    public AmDemodulator(double rateHz) {
        step = 1 / (CARRIER_SECONDS * rateHz);
    }

    /** The carrier's amplitude now, 1 = full scale. */
    public double carrier() {
        return carrier;
    }

    /**
     * Demodulates.
     *
     * @param modulation where the result goes, from 0 on; limited to ±2
     */
    public void accept(float[] re, float[] im, int from, int count, float[] modulation) {
        for (int i = 0; i < count; i++) {
            float xr = re[from + i];
            float xi = im[from + i];
            double envelope = Math.sqrt(xr * xr + xi * xi);
            // A plain mean until there is as much of it as is remembered: it settles at once.
            carrier += (envelope - carrier) * Math.max(step, 1.0 / ++seen);
            float m = carrier > 0 ? (float) (envelope / carrier - 1) : 0;
            modulation[i] = Math.max(-LIMIT, Math.min(LIMIT, m));
        }
    }
}
