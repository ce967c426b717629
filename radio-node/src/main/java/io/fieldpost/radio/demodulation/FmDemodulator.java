package io.fieldpost.radio.demodulation;

/**
 * Instantaneous frequency, from the angle between neighbouring samples: f[n] = rate / 2π · arg(x[n] x*[n−1]). Exact for any deviation
 * below half the rate. A stream; one thread; allocates nothing.
 */
public final class FmDemodulator {
    private final float scale;
    private float lastRe;
    private float lastIm;

    public FmDemodulator(double rateHz) {
        scale = (float) (rateHz / (2 * Math.PI));
    }

    /**
     * Demodulates.
     *
     * @param frequencyHz where the result goes, from 0 on: Hz relative to the middle of the channel, one value a sample; 0 for silence
     */
    public void accept(float[] re, float[] im, int from, int count, float[] frequencyHz) {
        float pr = lastRe;
        float pi = lastIm;
        for (int i = 0; i < count; i++) {
            float xr = re[from + i];
            float xi = im[from + i];
            frequencyHz[i] = scale * Angle.of(xi * pr - xr * pi, xr * pr + xi * pi);
            pr = xr;
            pi = xi;
        }
        lastRe = pr;
        lastIm = pi;
    }
}
