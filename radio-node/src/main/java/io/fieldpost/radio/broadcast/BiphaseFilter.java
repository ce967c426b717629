package io.fieldpost.radio.broadcast;

/**
 * Matched filter of an RDS symbol: two shaped impulses of opposite sign, half a bit apart. Their spectrum is cos(πfT/4) up to
 * 2/T = 2,375 Hz (IEC 62106, 1.7: half of a full cosine roll-off at each end), so one impulse is cos(4πt/T) / (1 − 64 t²/T²) with T = 1/1187.5 s.
 * Complex in, complex out, real taps. Allocates nothing after construction.
 */
final class BiphaseFilter {
    private static final double REACH_BITS = 1.5;

    private final float[] taps;
    private final float[] re;
    private final float[] im;
    private int at;
    private float outRe;
    private float outIm;

    BiphaseFilter(double samplesPerBit) {
        int half = (int) Math.ceil(REACH_BITS * samplesPerBit);
        taps = new float[2 * half + 1];
        double energy = 0;
        for (int n = -half; n <= half; n++) {
            double t = n / samplesPerBit;
            taps[n + half] = (float) (impulse(t + 0.25) - impulse(t - 0.25));
            energy += taps[n + half] * taps[n + half];
        }
        for (int i = 0; i < taps.length; i++) {
            taps[i] /= (float) Math.sqrt(energy);
        }
        re = new float[2 * taps.length];
        im = new float[2 * taps.length];
    }

    /** One shaped impulse; time in bits. */
    static double impulse(double t) {
        double u = 8 * Math.abs(t);
        if (Math.abs(u - 1) < 1e-6) {
            return Math.PI / 4;
        }
        return Math.cos(Math.PI / 2 * u) / (1 - u * u);
    }

    void accept(float xRe, float xIm) {
        int n = taps.length;
        at = at == 0 ? n - 1 : at - 1;
        // Kept twice, so that the newest n always lie in a row.
        re[at] = xRe;
        re[at + n] = xRe;
        im[at] = xIm;
        im[at + n] = xIm;
        float a = 0;
        float b = 0;
        for (int i = 0; i < n; i++) {
            a += taps[i] * re[at + i];
            b += taps[i] * im[at + i];
        }
        outRe = a;
        outIm = b;
    }

    float re() {
        return outRe;
    }

    float im() {
        return outIm;
    }
}
