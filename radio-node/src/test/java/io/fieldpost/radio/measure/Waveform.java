package io.fieldpost.radio.measure;

import io.fieldpost.radio.spectrum.Fft;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/**
 * Signals of known power and bandwidth around 0 Hz, each of mean power 1.
 *
 * @param name for the table
 * @param re real parts
 * @param im imaginary parts
 * @param occupiedHz occupied bandwidth at 99 %, from theory; 0 for a carrier
 * @param noiseWidthHz the bandwidth in which the signal-to-noise ratio is stated
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Waveform(String name, float[] re, float[] im, double occupiedHz, double noiseWidthHz) {
    static final int RATE = 240_000;
    static final int SAMPLES = 1 << 19;

    static Waveform carrier() {
        return turning("CW", n -> 0, 0, 1000);
    }

    /** Each sideband has m²/4 of the carrier's power, more than 0.5 % of all: the band ends at them. */
    static Waveform am(double depth, double toneHz) {
        float[] re = new float[SAMPLES];
        for (int n = 0; n < SAMPLES; n++) {
            re[n] = (float) (1 + depth * Math.cos(2 * Math.PI * toneHz * n / RATE));
        }
        return normalised("AM 30 %, tone of 5 kHz", re, new float[SAMPLES], 2 * toneHz, 2 * toneHz);
    }

    /** Lines at multiples of the tone with powers J_n²(deviation / tone). */
    static Waveform fm(double deviationHz, double toneHz) {
        double index = deviationHz / toneHz;
        int edge = 0;
        for (double tail = (1 - square(bessel(0, index))) / 2; tail > 0.005; ) {
            tail -= square(bessel(++edge, index));
        }
        double occupied = 2 * edge * toneHz;
        return turning(
                "FM ±6 kHz, tone of 300 Hz",
                n -> index * Math.sin(2 * Math.PI * toneHz * n / RATE),
                occupied,
                occupied);
    }

    /** J_n(x) = 1/π ∫ cos(n t − x sin t) dt over 0..π. */
    private static double bessel(int n, double x) {
        double sum = 0;
        int steps = 2000;
        for (int i = 0; i < steps; i++) {
            double t = Math.PI * (i + 0.5) / steps;
            sum += Math.cos(n * t - x * Math.sin(t));
        }
        return sum / steps;
    }

    /** Random symbols through a root-raised-cosine filter: the power spectrum is a raised cosine. */
    static Waveform qpsk(int samplesPerSymbol, double rollOff, long seed) {
        Random random = new Random(seed);
        float[] pulse = rootRaisedCosine(samplesPerSymbol, rollOff);
        float[] re = new float[SAMPLES];
        float[] im = new float[SAMPLES];
        for (int at = 0; at + pulse.length < SAMPLES; at += samplesPerSymbol) {
            int i = random.nextBoolean() ? 1 : -1;
            int q = random.nextBoolean() ? 1 : -1;
            for (int k = 0; k < pulse.length; k++) {
                re[at + k] += i * pulse[k];
                im[at + k] += q * pulse[k];
            }
        }
        double symbolsPerSecond = (double) RATE / samplesPerSymbol;
        double occupied = symbolsPerSecond * raisedCosineWidth(rollOff);
        return normalised("QPSK 10 kBd, roll-off 0.35", re, im, occupied, symbolsPerSecond);
    }

    /** 99 % width of a raised cosine over frequency, in symbol rates. */
    private static double raisedCosineWidth(double a) {
        double tail = 0;
        double f = (1 + a) / 2;
        for (double step = 1e-5; tail < 0.005; f -= step) {
            tail += step * (f > (1 - a) / 2 ? 0.5 * (1 + Math.cos(Math.PI / a * (f - (1 - a) / 2))) : 1);
        }
        return 2 * f;
    }

    private static float[] rootRaisedCosine(int samplesPerSymbol, double a) {
        int half = 10 * samplesPerSymbol;
        float[] pulse = new float[2 * half + 1];
        for (int k = -half; k <= half; k++) {
            // The place where the closed form is 0/0 is stepped around.
            double t = (k + 1e-6) / samplesPerSymbol;
            double above = Math.sin(Math.PI * t * (1 - a)) + 4 * a * t * Math.cos(Math.PI * t * (1 + a));
            pulse[k + half] = (float) (above / (Math.PI * t * (1 - square(4 * a * t))));
        }
        return pulse;
    }

    /** Gaussian noise with the same density everywhere in a band and nothing outside: 99 % of it is 0.99 of its width. */
    static Waveform flat(double widthHz, long seed) {
        Random random = new Random(seed);
        float[] re = new float[SAMPLES];
        float[] im = new float[SAMPLES];
        int half = (int) Math.round(widthHz / 2 / RATE * SAMPLES);
        for (int k = -half; k < half; k++) {
            re[k & SAMPLES - 1] = (float) random.nextGaussian();
            im[k & SAMPLES - 1] = (float) random.nextGaussian();
        }
        new Fft(SAMPLES).transform(re, im);
        return normalised("noise of 20 kHz", re, im, 0.99 * widthHz, widthHz);
    }

    /** The beginning of it, of mean power 1 again. */
    Waveform firstSamples(int samples) {
        return normalised(
                name + ", 16 averages",
                Arrays.copyOf(re, samples),
                Arrays.copyOf(im, samples),
                occupiedHz,
                noiseWidthHz);
    }

    private static Waveform turning(String name, IntToDoubleFunction phase, double occupiedHz, double noiseWidthHz) {
        float[] re = new float[SAMPLES];
        float[] im = new float[SAMPLES];
        for (int n = 0; n < SAMPLES; n++) {
            re[n] = (float) Math.cos(phase.applyAsDouble(n));
            im[n] = (float) Math.sin(phase.applyAsDouble(n));
        }
        return normalised(name, re, im, occupiedHz, noiseWidthHz);
    }

    private static Waveform normalised(String name, float[] re, float[] im, double occupiedHz, double noiseWidthHz) {
        double power = 0;
        for (int n = 0; n < re.length; n++) {
            power += square(re[n]) + square(im[n]);
        }
        float scale = (float) (1 / Math.sqrt(power / re.length));
        for (int n = 0; n < re.length; n++) {
            re[n] *= scale;
            im[n] *= scale;
        }
        return new Waveform(name, re, im, occupiedHz, noiseWidthHz);
    }

    private static double square(double x) {
        return x * x;
    }
}
