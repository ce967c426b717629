package io.fieldpost.radio.classify;

import io.fieldpost.radio.sample.Baseband;

/**
 * Moments of the envelope.
 *
 * @param total mean |x|², noise included
 * @param power noise subtracted
 * @param kurtosis E|s|⁴ / (E|s|²)² of the signal alone: E|x|⁴ = E|s|⁴ + 4 S N + 2 N² for Gaussian noise
 * @param gammaMax largest line of the normalised, centred amplitude
 */
record Moments(double total, double power, double kurtosis, double gammaMax) {
    static Moments of(Baseband x, double noise) {
        int n = x.length();
        float[] amplitude = new float[n];
        double m2 = 0;
        double m4 = 0;
        double m1 = 0;
        for (int i = 0; i < n; i++) {
            double p = (double) x.re()[i] * x.re()[i] + (double) x.im()[i] * x.im()[i];
            m2 += p / n;
            m4 += p * p / n;
            amplitude[i] = (float) Math.sqrt(p);
            m1 += amplitude[i] / n;
        }
        double centred = 0;
        for (int i = 0; i < n; i++) {
            amplitude[i] = (float) (amplitude[i] / m1 - 1);
            centred += (double) amplitude[i] * amplitude[i] / n;
        }
        double power = Math.max(m2 - noise, 1e-3 * m2);
        double kurtosis = (m4 - 4 * power * noise - 2 * noise * noise) / (power * power);
        double rate = x.sampleRateHz();
        double share = Line.strongest(amplitude, new float[n], rate, 0, rate).share();
        return new Moments(m2, power, kurtosis, share * centred);
    }
}
