package io.fieldpost.radio.classify;

import io.fieldpost.radio.sample.Baseband;

/**
 * A signal seen from its carrier.
 *
 * @param inPhase (in-phase − quadrature) / (in-phase + quadrature) of what is beside the carrier, noise subtracted
 * @param imbalance in-phase − quadrature, in standard deviations of what noise of known power would give
 * @param phase σ of the phase against the carrier, in rad, over samples above half of the mean power
 */
record CarrierView(double inPhase, double imbalance, double phase) {
    private static final int BLOCKS = 32;
    /** Numbers of limited precision and a phase that drifts leave as much beside a bare carrier. */
    private static final double LEAST_SIDEBANDS = 2e-4;

    static CarrierView of(Baseband x, double carrierHz, double noise, double independent) {
        int block = x.length() / BLOCKS;
        double step = -2 * Math.PI * carrierHz / x.sampleRateHz();
        double inPhase = 0;
        double quadrature = 0;
        double angle2 = 0;
        long strong = 0;
        double mean = 0;
        for (int i = 0; i < x.length(); i++) {
            mean += ((double) x.re()[i] * x.re()[i] + (double) x.im()[i] * x.im()[i]) / x.length();
        }
        double[] re = new double[block];
        double[] im = new double[block];
        for (int b = 0; b < BLOCKS; b++) {
            double c = 0;
            double s = 0;
            for (int i = 0; i < block; i++) {
                int n = b * block + i;
                double cos = Math.cos(step * n);
                double sin = Math.sin(step * n);
                re[i] = x.re()[n] * cos - x.im()[n] * sin;
                im[i] = x.re()[n] * sin + x.im()[n] * cos;
                c += re[i] / block;
                s += im[i] / block;
            }
            double size = Math.max(1e-30, Math.hypot(c, s));
            for (int i = 0; i < block; i++) {
                double p = (re[i] * c + im[i] * s) / size;
                double q = (im[i] * c - re[i] * s) / size;
                inPhase += (p - size) * (p - size) / block / BLOCKS;
                quadrature += q * q / block / BLOCKS;
                if (p * p + q * q > 0.5 * mean) {
                    double angle = Math.atan2(q, p);
                    angle2 += angle * angle;
                    strong++;
                }
            }
        }
        double sum = Math.max(inPhase + quadrature - noise, 0.05 * (inPhase + quadrature));
        double ratio = Math.max(-1, Math.min(1, (inPhase - quadrature) / sum));
        // Each of the two is half the noise, with a relative deviation of √(2 / independent values).
        double deviation = Math.max(noise, LEAST_SIDEBANDS * mean) / Math.sqrt(independent);
        return new CarrierView(ratio, (inPhase - quadrature) / deviation, Math.sqrt(angle2 / Math.max(1, strong)));
    }
}
