package io.fieldpost.radio.demodulation;

import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.spectrum.Fft;
import java.util.Arrays;

/**
 * Frequency deviation over a span of samples, after ITU-R SM.1268 (peaks, and the deviation that is exceeded for a stated share of the
 * time). Instantaneous frequency is filtered to the width of the baseband first.
 *
 * <p>Noise of an FM receiver grows with the square of its frequency (S. O. Rice, "Noise in FM receivers", 1963). Its height is read where
 * the baseband has ended, from 1.2 to 1.5 times its width, and so the part that lies inside is known: {@code noiseRmsHz}. It
 * is taken out of {@code rmsHz}. It is not taken out of the peaks, which therefore are upper bounds: by about 3.3 times
 * {@code noiseRmsHz} for 99.9 % of the time, and {@link #noiseLimited} says when that matters. The channel must be filtered to no less than
 * the baseband + peak deviation, and 1.5 times the baseband must fit within half of it.
 *
 * @param offsetHz mean frequency relative to the middle of the channel: the carrier's offset
 * @param positiveHz largest deviation upwards
 * @param negativeHz largest deviation downwards, as a positive number
 * @param rmsHz root of the mean square, noise subtracted
 * @param percentile999Hz what the deviation's magnitude exceeds for 0.1 % of the time
 * @param noiseRmsHz noise inside the baseband
 */
public record FmDeviation(
        double offsetHz,
        double positiveHz,
        double negativeHz,
        double rmsHz,
        double percentile999Hz,
        double noiseRmsHz) {
    private static final int TRANSFORM = 1024;
    private static final double NOISE_FROM = 1.2;
    private static final double NOISE_TO = 1.5;

    /** Mean of the largest deviations upwards and downwards. */
    public double peakHz() {
        return (positiveHz + negativeHz) / 2;
    }

    /** Whether noise makes the peaks too large by more than about 5 %. */
    public boolean noiseLimited() {
        return 3.3 * noiseRmsHz > 0.05 * percentile999Hz;
    }

    /**
     * Measures.
     *
     * @param channel one FM signal, near 0 Hz
     * @param basebandHz highest frequency of what modulates it: 60,000 for a broadcast with RDS, 3,000 for speech; at most 0.3 of the rate
     */
    public static FmDeviation of(Baseband channel, double basebandHz) {
        double rate = channel.sampleRateHz();
        if (!(basebandHz > 0) || basebandHz * NOISE_TO > 0.45 * rate) {
            throw new IllegalArgumentException(
                    "baseband does not fit the rate: " + basebandHz + " Hz at " + rate + " samples/s");
        }
        float[] frequency = new float[channel.length()];
        new FmDemodulator(rate).accept(channel.re(), channel.im(), 0, channel.length(), frequency);
        double noise = noiseHz2(frequency, rate, basebandHz);
        Decimator filter = new Decimator(LowPass.taps(basebandHz, NOISE_FROM * basebandHz, rate), 1);
        int settled = (int) (2 * filter.delaySamples()) + 1;
        if (frequency.length < 2 * settled) {
            throw new IllegalArgumentException("too few samples for a deviation: " + frequency.length);
        }
        float[] filtered = new float[frequency.length];
        filter.accept(frequency, 0, frequency.length, filtered, 0);
        return of(Arrays.copyOfRange(filtered, settled, filtered.length), noise);
    }

    private static FmDeviation of(float[] frequency, double noise) {
        double offset = 0;
        for (float f : frequency) {
            offset += f;
        }
        offset /= frequency.length;
        double square = 0;
        float[] magnitude = new float[frequency.length];
        double highest = 0;
        double lowest = 0;
        for (int i = 0; i < frequency.length; i++) {
            double f = frequency[i] - offset;
            square += f * f;
            highest = Math.max(highest, f);
            lowest = Math.min(lowest, f);
            magnitude[i] = (float) Math.abs(f);
        }
        Arrays.sort(magnitude);
        double rms = Math.sqrt(Math.max(0, square / frequency.length - noise));
        double exceeded = magnitude[(int) (0.999 * (magnitude.length - 1))];
        return new FmDeviation(offset, highest, -lowest, rms, exceeded, Math.sqrt(noise));
    }

    /**
     * Mean square of the noise inside the baseband: S(f) = a (rate/π)² sin²(πf/rate) integrated from −B to B, with a from beyond it. The
     * sine is what the difference of neighbouring samples makes of f².
     */
    private static double noiseHz2(float[] frequency, double rate, double basebandHz) {
        Fft fft = new Fft(TRANSFORM);
        float[] re = new float[TRANSFORM];
        float[] im = new float[TRANSFORM];
        double power = 0;
        double weight = 0;
        double windowPower = 0.375;
        int low = (int) Math.ceil(NOISE_FROM * basebandHz / rate * TRANSFORM);
        int high = (int) Math.floor(NOISE_TO * basebandHz / rate * TRANSFORM);
        for (int from = 0; from + TRANSFORM <= frequency.length; from += TRANSFORM / 2) {
            for (int i = 0; i < TRANSFORM; i++) {
                double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / TRANSFORM);
                re[i] = (float) (frequency[from + i] * hann);
                im[i] = 0;
            }
            fft.transform(re, im);
            for (int k = low; k <= high; k++) {
                double f = rate / Math.PI * Math.sin(Math.PI * k / TRANSFORM);
                power += ((double) re[k] * re[k] + (double) im[k] * im[k]) / (TRANSFORM * windowPower * rate);
                weight += f * f;
            }
        }
        double turn = 2 * Math.PI * basebandHz / rate;
        double integral = Math.pow(rate, 3) / (2 * Math.PI * Math.PI * Math.PI) * (turn - Math.sin(turn));
        return weight == 0 ? 0 : power / weight * integral;
    }
}
