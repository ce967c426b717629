package io.fieldpost.radio.demodulation;

import java.util.List;

/**
 * Takes one channel out of a wide band: shifts it to 0 Hz, keeps what lies within the pass band and lowers the rate by a whole number,
 * in as many polyphase steps as cost least.
 *
 * <p>Gain is 1 within ±0.02 dB up to {@code passHz} on both sides, and −70 dB or less from {@code stopHz} on (each step's filter: {@link
 * LowPass}). The stop edge may lie above half the output rate, up to the output rate less the pass edge: what then folds, folds into
 * the transition band and not into the pass band.
 *
 * <p>A stream: pieces of any size may be given. One thread; allocates nothing once its arrays have the size of the largest piece.
 */
public final class DownConverter {
    private static final int CHUNK = 8192;

    private final double outputRateHz;
    private final int decimation;
    private final Oscillator oscillator;
    private final Decimator[] real;
    private final Decimator[] imaginary;
    private final float[] mixedRe = new float[CHUNK];
    private final float[] mixedIm = new float[CHUNK];
    private final float[] otherRe = new float[CHUNK];
    private final float[] otherIm = new float[CHUNK];

    /**
     * A converter whose transition band is as wide as it may be: its stop edge is the output rate less the pass edge.
     *
     * @param inputRateHz complex samples per second that come in
     * @param offsetHz where the channel's centre lies, relative to the middle of the band
     * @param passHz half the width of what is kept
     * @param decimation rate in / rate out
     */
    public DownConverter(double inputRateHz, double offsetHz, double passHz, int decimation) {
        this(inputRateHz, offsetHz, passHz, inputRateHz / decimation - passHz, decimation);
    }

    /**
     * @param stopHz from where on nothing passes; above {@code passHz}, and not above the output rate less {@code passHz}
     */
    public DownConverter(double inputRateHz, double offsetHz, double passHz, double stopHz, int decimation) {
        outputRateHz = inputRateHz / decimation;
        if (decimation < 1 || !(passHz > 0) || !(stopHz > passHz) || stopHz > outputRateHz - passHz) {
            throw new IllegalArgumentException("a channel needs 0 < pass < stop <= output rate - pass: pass " + passHz
                    + " Hz, stop " + stopHz + " Hz, output rate " + outputRateHz + " Hz");
        }
        this.decimation = decimation;
        oscillator = new Oscillator(-offsetHz, inputRateHz);
        DecimationPlan plan = new DecimationPlan(passHz, stopHz);
        List<Integer> factors = plan.factors(inputRateHz, decimation);
        real = new Decimator[factors.size()];
        imaginary = new Decimator[factors.size()];
        double rate = inputRateHz;
        for (int i = 0; i < real.length; i++) {
            double out = rate / factors.get(i);
            double stop = Math.min(plan.stopEdgeHz(out, i == real.length - 1), rate / 2);
            float[] taps = LowPass.taps(passHz, stop, rate);
            real[i] = new Decimator(taps, factors.get(i));
            imaginary[i] = new Decimator(taps, factors.get(i));
            rate = out;
        }
    }

    /** Complex samples per second that come out. */
    public double outputRateHz() {
        return outputRateHz;
    }

    /** The most that {@link #accept} may give for so many samples. */
    public int room(int samples) {
        return samples / decimation + 2;
    }

    /**
     * Takes samples and gives those of the channel that are complete.
     *
     * @param outRe where real parts go, from 0 on; at least {@link #room} elements
     * @param outIm where imaginary parts go
     * @return how many
     */
    public int accept(float[] re, float[] im, int from, int count, float[] outRe, float[] outIm) {
        int given = 0;
        for (int done = 0; done < count; done += CHUNK) {
            int n = Math.min(CHUNK, count - done);
            oscillator.shift(re, im, from + done, n, mixedRe, mixedIm, 0);
            given += decimate(n, outRe, outIm, given);
        }
        return given;
    }

    private int decimate(int count, float[] outRe, float[] outIm, int at) {
        int n = count;
        float[] fromRe = mixedRe;
        float[] fromIm = mixedIm;
        for (int i = 0; i < real.length; i++) {
            boolean last = i == real.length - 1;
            float[] toRe = last ? outRe : i % 2 == 0 ? otherRe : mixedRe;
            float[] toIm = last ? outIm : i % 2 == 0 ? otherIm : mixedIm;
            int start = last ? at : 0;
            real[i].accept(fromRe, 0, n, toRe, start);
            n = imaginary[i].accept(fromIm, 0, n, toIm, start);
            fromRe = toRe;
            fromIm = toIm;
        }
        return n;
    }
}
