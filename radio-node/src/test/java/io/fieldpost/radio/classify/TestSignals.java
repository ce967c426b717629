package io.fieldpost.radio.classify;

import io.fieldpost.radio.demodulation.Decimator;
import io.fieldpost.radio.demodulation.LowPass;
import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.simulation.FmBroadcast;
import io.fieldpost.radio.simulation.RdsProgramme;
import java.util.Random;

/**
 * Signals of every kind with random parameters: width 5 to 50 % of the rate, offset up to 15 %, depth, deviation, index, roll-off and
 * number of states. 40,960 samples; broadcasts 96,000 at 240 kS/s.
 */
final class TestSignals {
    private static final int SAMPLES = 40_960;
    private static final double RATE = 100_000;

    private final Random random;
    private double widthHz;

    TestSignals(long seed) {
        // Neighbouring seeds give alike first numbers.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** One signal with noise; the ratio is of the signal's power to the noise in its own 99 % width, of AM in that of its sidebands. */
    Baseband signal(Modulation modulation, double snrDb) {
        widthHz = Double.NaN;
        Baseband clean = modulation == Modulation.WFM ? broadcast() : shifted(clean(modulation));
        double power = 0;
        for (int i = 0; i < clean.length(); i++) {
            power += (clean.re()[i] * clean.re()[i] + clean.im()[i] * clean.im()[i]) / clean.length();
        }
        FmBroadcast.addNoise(clean, 1e-5 * power, random.nextLong());
        double width = Double.isNaN(widthHz) ? Occupancy.of(clean).widthHz() : widthHz;
        double noise = power * Math.pow(10, -snrDb / 10) / width * clean.sampleRateHz();
        FmBroadcast.addNoise(clean, noise, random.nextLong());
        return clean;
    }

    private Baseband clean(Modulation modulation) {
        float[] re = new float[SAMPLES];
        float[] im = new float[SAMPLES];
        switch (modulation) {
            case CW -> java.util.Arrays.fill(re, 1);
            case AM -> {
                double cut = between(0.03, 0.2);
                float[] audio = audio(cut);
                double depth = between(0.3, 1);
                widthHz = 2 * cut * RATE;
                for (int i = 0; i < SAMPLES; i++) {
                    re[i] = (float) Math.max(0, 1 + depth * audio[i]);
                }
            }
            case DSB -> System.arraycopy(audio(between(0.03, 0.2)), 0, re, 0, SAMPLES);
            case NFM -> frequencyModulated(re, im, audio(0.01 + 0.03 * random.nextDouble()), between(0.03, 0.12));
            case FSK2 -> keyed(re, im, 2, between(0.5, 2), random.nextBoolean());
            case FSK4 -> keyed(re, im, 4, between(0.33, 1), random.nextBoolean());
            case PSK -> linear(re, im, new int[] {2, 4, 8}[random.nextInt(3)], false);
            case QAM -> linear(re, im, random.nextBoolean() ? 4 : 8, true);
            case PULSED -> onOff(re);
            case NOISE_LIKE -> noise(re, im);
            case WFM, UNKNOWN -> throw new IllegalArgumentException("not made here: " + modulation);
        }
        return new Baseband(re, im, RATE, 0);
    }

    private Baseband broadcast() {
        double rds = random.nextBoolean() ? 3_000 : 0;
        RdsProgramme programme = new RdsProgramme(0x1234, "TEST", "test", 0, false);
        FmBroadcast station =
                new FmBroadcast(programme, between(300, 5_000), between(20_000, 60_000), between(6_000, 7_500), rds);
        Baseband samples = new Baseband(new float[96_000], new float[96_000], 240_000, 0);
        station.addTo(samples, between(-5_000, 5_000), 1);
        return samples;
    }

    private Baseband shifted(Baseband x) {
        double turns = random.nextDouble();
        double step = between(-0.15, 0.15);
        for (int i = 0; i < x.length(); i++) {
            double c = Math.cos(2 * Math.PI * turns);
            double s = Math.sin(2 * Math.PI * turns);
            double re = x.re()[i] * c - x.im()[i] * s;
            x.im()[i] = (float) (x.re()[i] * s + x.im()[i] * c);
            x.re()[i] = (float) re;
            turns += step;
        }
        return x;
    }

    /** A tone, or noise with a spectrum that falls as speech does; peak about 1. */
    private float[] audio(double cut) {
        float[] audio = new float[SAMPLES];
        if (random.nextInt(4) == 0) {
            double tone = between(0.2, 0.9) * cut;
            for (int i = 0; i < SAMPLES; i++) {
                audio[i] = (float) Math.sin(2 * Math.PI * tone * i);
            }
            return audio;
        }
        float[] white = gaussian();
        float state = 0;
        for (int i = 0; i < SAMPLES; i++) {
            state += 0.3f * (float) cut * 6 * (white[i] - state);
            white[i] = state;
        }
        low(white, cut, audio);
        normalise(audio, 0.33);
        for (int i = 0; i < SAMPLES; i++) {
            audio[i] = Math.max(-1, Math.min(1, audio[i]));
        }
        return audio;
    }

    private void frequencyModulated(float[] re, float[] im, float[] f, double deviation) {
        double turns = 0;
        for (int i = 0; i < SAMPLES; i++) {
            turns += deviation * f[i];
            re[i] = (float) Math.cos(2 * Math.PI * turns);
            im[i] = (float) Math.sin(2 * Math.PI * turns);
        }
    }

    private void keyed(float[] re, float[] im, int levels, double index, boolean gaussian) {
        double symbol = between(8, 24);
        if (levels == 4) {
            symbol = between(12, 30);
        }
        float[] f = new float[SAMPLES];
        double next = random.nextDouble() * symbol;
        float level = 1;
        for (int i = 0; i < SAMPLES; i++) {
            if (i >= next) {
                level = 2 * random.nextInt(levels) - levels + 1;
                next += symbol;
            }
            f[i] = level;
        }
        if (gaussian) {
            float[] shaped = new float[SAMPLES];
            low(f, 0.45 / symbol, shaped);
            f = shaped;
        }
        // Spacing of neighbouring levels × symbol time = index.
        frequencyModulated(re, im, f, index / symbol / 2);
    }

    private void linear(float[] re, float[] im, int states, boolean square) {
        double symbol = between(3, 12);
        double rollOff = between(0.2, 0.5);
        int count = (int) (SAMPLES / symbol);
        for (int k = 0; k < count; k++) {
            double phase = 2 * Math.PI * random.nextInt(states) / states;
            double a = square ? 2 * random.nextInt(states) - states + 1 : Math.cos(phase);
            double b = square ? 2 * random.nextInt(states) - states + 1 : Math.sin(phase);
            double at = k * symbol;
            for (int i = (int) Math.max(0, at - 8 * symbol); i < Math.min(SAMPLES, at + 8 * symbol); i++) {
                float h = (float) rootRaisedCosine((i - at) / symbol, rollOff);
                re[i] += a * h;
                im[i] += b * h;
            }
        }
    }

    private static double rootRaisedCosine(double t, double r) {
        if (Math.abs(t) < 1e-9) {
            return 1 - r + 4 * r / Math.PI;
        }
        if (Math.abs(Math.abs(4 * r * t) - 1) < 1e-6) {
            double a = Math.PI / (4 * r);
            return r / Math.sqrt(2) * ((1 + 2 / Math.PI) * Math.sin(a) + (1 - 2 / Math.PI) * Math.cos(a));
        }
        return (Math.sin(Math.PI * t * (1 - r)) + 4 * r * t * Math.cos(Math.PI * t * (1 + r)))
                / (Math.PI * t * (1 - 16 * r * r * t * t));
    }

    private void onOff(float[] re) {
        double symbol = between(8, 30);
        boolean sparse = random.nextBoolean();
        float[] raw = new float[SAMPLES];
        double next = 0;
        float level = 0;
        for (int i = 0; i < SAMPLES; i++) {
            if (i >= next) {
                level = random.nextDouble() < (sparse ? 0.1 : 0.5) ? 1 : 0;
                next += symbol;
            }
            raw[i] = level;
        }
        low(raw, 1.2 / symbol, re);
    }

    private void noise(float[] re, float[] im) {
        double half = between(0.03, 0.2);
        low(gaussian(), half, re);
        low(gaussian(), half, im);
    }

    private float[] gaussian() {
        float[] x = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    private static void low(float[] x, double cut, float[] y) {
        new Decimator(LowPass.taps(cut, Math.min(0.5, 1.4 * cut), 1), 1).accept(x, 0, x.length, y, 0);
    }

    private static void normalise(float[] x, double rms) {
        double sum = 0;
        for (float v : x) {
            sum += (double) v * v / x.length;
        }
        for (int i = 0; i < x.length; i++) {
            x[i] *= (float) (rms / Math.sqrt(sum));
        }
    }

    private double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }
}
