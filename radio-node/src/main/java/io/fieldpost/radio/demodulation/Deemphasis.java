package io.fieldpost.radio.demodulation;

/**
 * Undoes the transmitter's pre-emphasis: a pole of one time constant, 50 µs in Europe and China, 75 µs in the Americas (ITU-R BS.450-4).
 * Response −10 log(1 + (2πfτ)²) dB, within 0.5 dB up to 15 kHz at 200,000 samples/s and more. A stream; works in place.
 */
public final class Deemphasis {
    private final float step;
    private float state;

    public Deemphasis(double seconds, double rateHz) {
        step = (float) (1 - Math.exp(-1 / (seconds * rateHz)));
    }

    /** Filters {@code count} values from 0 on. */
    public void accept(float[] x, int count) {
        float y = state;
        for (int i = 0; i < count; i++) {
            y += step * (x[i] - y);
            x[i] = y;
        }
        state = y;
    }
}
