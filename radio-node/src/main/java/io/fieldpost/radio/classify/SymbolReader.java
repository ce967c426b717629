package io.fieldpost.radio.classify;

import io.fieldpost.radio.sample.Baseband;

/** Reads amplitude and phase at the ticks of the envelope's clock. */
final class SymbolReader {
    private static final double SLOWEST = 0.4;
    private static final double FASTEST = 1.1;

    private SymbolReader() {}

    static Features.Symbols of(Baseband x, double widthHz, double noise) {
        float[] power = new float[x.length()];
        for (int i = 0; i < power.length; i++) {
            power[i] = x.re()[i] * x.re()[i] + x.im()[i] * x.im()[i];
        }
        double rate = x.sampleRateHz();
        SymbolClock clock = SymbolClock.of(power, rate, SLOWEST * widthHz, FASTEST * widthHz);
        if (clock.prominence() == 0) {
            return new Features.Symbols(Double.NaN, 0, 0, 0, 0);
        }
        return read(x, clock, noise);
    }

    private static Features.Symbols read(Baseband x, SymbolClock clock, double noise) {
        double m2 = 0;
        double m4 = 0;
        double re2 = 0;
        double im2 = 0;
        double re4 = 0;
        double im4 = 0;
        int count = 0;
        int reach = SymbolClock.reach(x.length()) - 1;
        for (long k = 1; clock.tick(k, x.sampleRateHz()) < reach; k++) {
            double at = clock.tick(k, x.sampleRateHz());
            if (at < 0) {
                continue;
            }
            int i = (int) at;
            double f = at - i;
            double re = x.re()[i] + f * (x.re()[i + 1] - x.re()[i]);
            double im = x.im()[i] + f * (x.im()[i + 1] - x.im()[i]);
            double p = re * re + im * im;
            double r2 = re * re - im * im;
            double q2 = 2 * re * im;
            m2 += p;
            m4 += p * p;
            re2 += r2;
            im2 += q2;
            re4 += r2 * r2 - q2 * q2;
            im4 += 2 * r2 * q2;
            count++;
        }
        if (count == 0) {
            return new Features.Symbols(Double.NaN, 0, 0, 0, 0);
        }
        double power = Math.max(m2 / count - noise, 1e-3 * m2 / count);
        double square = (re2 * re2 + im2 * im2) / ((double) count * count);
        double fourth = m4 / count - 2 * Math.pow(m2 / count, 2);
        double c40re = re4 / count - 3 * (re2 * re2 - im2 * im2) / ((double) count * count);
        double c40im = im4 / count - 6 * re2 * im2 / ((double) count * count);
        double scale = power * power;
        return new Features.Symbols(
                clock.rateHz(),
                clock.prominence(),
                2 + fourth / scale,
                Math.hypot(c40re, c40im) / scale,
                (fourth - square) / scale);
    }
}
