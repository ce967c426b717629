package io.fieldpost.radio.demodulation;

import io.fieldpost.radio.sample.Baseband;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Modulated carriers for answers worked on paper. */
final class Synthesis {
    private Synthesis() {}

    /** Real numbers: a function of time in seconds. */
    static float[] wave(int samples, double rateHz, DoubleUnaryOperator of) {
        float[] wave = new float[samples];
        for (int i = 0; i < samples; i++) {
            wave[i] = (float) of.applyAsDouble(i / rateHz);
        }
        return wave;
    }

    /** A carrier whose amplitude is {@code amplitude (1 + m(t))}. */
    static Baseband am(int samples, double rateHz, double offsetHz, double amplitude, DoubleUnaryOperator m) {
        float[] re = new float[samples];
        float[] im = new float[samples];
        for (int i = 0; i < samples; i++) {
            double a = amplitude * (1 + m.applyAsDouble(i / rateHz));
            double angle = 2 * Math.PI * offsetHz * i / rateHz + 0.7;
            re[i] = (float) (a * Math.cos(angle));
            im[i] = (float) (a * Math.sin(angle));
        }
        return new Baseband(re, im, rateHz, 0);
    }

    /** A carrier whose frequency is {@code offsetHz + deviationHz(t)}. */
    static Baseband fm(int samples, double rateHz, double offsetHz, DoubleUnaryOperator deviationHz) {
        float[] re = new float[samples];
        float[] im = new float[samples];
        double turns = 0;
        for (int i = 0; i < samples; i++) {
            re[i] = (float) Math.cos(2 * Math.PI * turns);
            im[i] = (float) Math.sin(2 * Math.PI * turns);
            turns += (offsetHz + deviationHz.applyAsDouble((i + 0.5) / rateHz)) / rateHz;
            turns -= Math.floor(turns);
        }
        return new Baseband(re, im, rateHz, 0);
    }

    /** Adds white noise of a mean power over the whole rate. */
    static void addNoise(Baseband signal, double power, long seed) {
        Random random = new Random(seed);
        double sigma = Math.sqrt(power / 2);
        for (int i = 0; i < signal.length(); i++) {
            signal.re()[i] += (float) (sigma * random.nextGaussian());
            signal.im()[i] += (float) (sigma * random.nextGaussian());
        }
    }

    static double rms(float[] x, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) x[i] * x[i];
        }
        return Math.sqrt(sum / (to - from));
    }
}
