package io.fieldpost.radio;

import java.util.Random;

/** Makes 8-bit I/Q for answers worked on paper. */
public final class Samples {
    private Samples() {}

    /** A tone of {@code turns} whole turns in {@code size} samples, dithered by half a step so that the converter's steps make noise. */
    public static byte[] tone(int size, double turns, double amplitude) {
        Random dither = new Random(7);
        byte[] iq = new byte[2 * size];
        for (int n = 0; n < size; n++) {
            double angle = 2 * Math.PI * turns * n / size;
            iq[2 * n] = quantise(amplitude * Math.cos(angle), dither);
            iq[2 * n + 1] = quantise(amplitude * Math.sin(angle), dither);
        }
        return iq;
    }

    /** White Gaussian noise of a mean power, 1 = a full-scale tone. */
    public static byte[] noise(int size, double power, long seed) {
        Random random = new Random(seed);
        double sigma = Math.sqrt(power / 2);
        byte[] iq = new byte[2 * size];
        for (int i = 0; i < iq.length; i++) {
            iq[i] = quantise(sigma * random.nextGaussian(), random);
        }
        return iq;
    }

    private static byte quantise(double x, Random dither) {
        double steps = 127.5 + 127.5 * x + dither.nextDouble() - 0.5;
        return (byte) Math.max(0, Math.min(255, Math.round(steps)));
    }
}
