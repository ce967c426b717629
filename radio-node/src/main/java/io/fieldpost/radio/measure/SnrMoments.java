package io.fieldpost.radio.measure;

import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.spectrum.Decibels;

/**
 * Signal-to-noise ratio from the second and fourth moments of samples (M2M4; D. R. Pauluzzi and N. C. Beaulieu, "A comparison of SNR
 * estimation techniques for the AWGN channel", IEEE Trans. Communications 48, 2000): S = √(2 M2² − M4), N = M2 − S. Right for signals of
 * constant modulus alone (a carrier, FM, FSK) in Gaussian noise that fills the samples' bandwidth; amplitude modulation counts as noise.
 *
 * @param signal mean power of the signal, 1 = a full-scale tone
 * @param noise mean power of the noise
 */
public record SnrMoments(double signal, double noise) {
    /** Measures samples; both powers are 0 without any. */
    public static SnrMoments of(Baseband baseband) {
        double second = 0;
        double fourth = 0;
        for (int i = 0; i < baseband.length(); i++) {
            float re = baseband.re()[i];
            float im = baseband.im()[i];
            double power = re * re + im * im;
            second += power;
            fourth += power * power;
        }
        int count = Math.max(1, baseband.length());
        second /= count;
        double signal = Math.sqrt(Math.max(0, 2 * second * second - fourth / count));
        return new SnrMoments(signal, Math.max(0, second - signal));
    }

    /** Ratio in dB; minus infinity for noise alone, and for what varies more than noise. */
    public double snrDb() {
        return Decibels.of(signal / noise);
    }
}
