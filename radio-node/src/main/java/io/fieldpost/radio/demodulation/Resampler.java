package io.fieldpost.radio.demodulation;

/**
 * Changes the rate of a real stream by a ratio of whole numbers, up / down, with a low-pass whose gain is 1 within ±0.003 dB up to the
 * pass edge and −70 dB or less from the stop edge on. One thread; allocates nothing after construction.
 */
public final class Resampler {
    private static final int LARGEST_UP = 480;
    private static final int BLOCK = 4096;

    private final int up;
    private final int down;
    private final float[][] phases;
    private final float[] buffer;
    private final int history;
    private int held;
    /** Position of the next output in the buffer, in 1/up of an input sample. */
    private long next;

    /**
     * @param inputRateHz whole Hz; its ratio to the output must reduce to no more than 480 steps up
     * @param outputRateHz whole Hz
     */
    public Resampler(long inputRateHz, long outputRateHz, double passHz, double stopHz) {
        long divisor = gcd(inputRateHz, outputRateHz);
        if (outputRateHz / divisor > LARGEST_UP) {
            throw new IllegalArgumentException("rates have no simple ratio: " + inputRateHz + " Hz to " + outputRateHz
                    + " Hz is " + inputRateHz / divisor + " to " + outputRateHz / divisor);
        }
        up = (int) (outputRateHz / divisor);
        down = (int) (inputRateHz / divisor);
        float[] taps = LowPass.taps(passHz, stopHz, (double) inputRateHz * up);
        history = (taps.length + up - 1) / up;
        phases = new float[up][history];
        for (int k = 0; k < taps.length; k++) {
            // Reversed, so that filter and samples are walked in the same direction.
            phases[k % up][history - 1 - k / up] = taps[k] * up;
        }
        buffer = new float[history + BLOCK];
        held = history - 1;
    }

    /** The most that {@link #accept} may give for so many samples. */
    public int room(int samples) {
        return (int) ((long) samples * up / down) + 2;
    }

    /**
     * Takes samples and gives those that are complete.
     *
     * @param y where they go, from 0 on
     * @return how many
     */
    public int accept(float[] x, int from, int count, float[] y) {
        int given = 0;
        for (int done = 0; done < count; ) {
            int take = Math.min(count - done, buffer.length - held);
            System.arraycopy(x, from + done, buffer, held, take);
            held += take;
            done += take;
            given += drain(y, given);
        }
        return given;
    }

    private int drain(float[] y, int at) {
        int given = 0;
        int usable = held - history + 1;
        while (next / up < usable) {
            int first = (int) (next / up);
            float[] taps = phases[(int) (next % up)];
            y[at + given++] = dot(taps, first);
            next += down;
        }
        System.arraycopy(buffer, usable, buffer, 0, held - usable);
        held -= usable;
        next -= (long) usable * up;
        return given;
    }

    private float dot(float[] taps, int first) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < history; i += 4) {
            a += taps[i] * buffer[first + i];
            b += taps[i + 1] * buffer[first + i + 1];
            c += taps[i + 2] * buffer[first + i + 2];
            d += taps[i + 3] * buffer[first + i + 3];
        }
        for (; i < history; i++) {
            a += taps[i] * buffer[first + i];
        }
        return a + b + c + d;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
