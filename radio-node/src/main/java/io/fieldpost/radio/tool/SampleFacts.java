package io.fieldpost.radio.tool;

import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.spectrum.Clipping;

/** What can be told of samples without a transform: power, peak, offset, clipping. Sums over pieces; nothing is kept of them. One thread. */
final class SampleFacts {
    private static final int CHUNK = 4096;

    private final float[] re = new float[CHUNK];
    private final float[] im = new float[CHUNK];
    private long samples;
    private long clipped;
    private double power;
    private double sumRe;
    private double sumIm;
    private double peak;

    /** Takes bytes {@code from} to {@code to} of whole samples. */
    void accept(SampleFormat format, byte[] data, int from, int to) {
        clipped += Clipping.count(format, data, from, to);
        int bytes = format.bytesPerSample();
        for (int at = from; at < to; at += CHUNK * bytes) {
            int count = Math.min(CHUNK, (to - at) / bytes);
            format.decode(data, at, count, re, im, 0);
            add(count);
        }
    }

    private void add(int count) {
        double sum = 0;
        double sumI = 0;
        double sumQ = 0;
        float highest = 0;
        for (int i = 0; i < count; i++) {
            float square = re[i] * re[i] + im[i] * im[i];
            sum += square;
            sumI += re[i];
            sumQ += im[i];
            highest = Math.max(highest, square);
        }
        power += sum;
        sumRe += sumI;
        sumIm += sumQ;
        peak = Math.max(peak, highest);
        samples += count;
    }

    /** How many samples there were. */
    long samples() {
        return samples;
    }

    /** Mean power, dB below a full-scale complex tone. */
    double rmsDbfs() {
        return 10 * Math.log10(power / samples);
    }

    /** Power of the largest sample; up to +3 dB when both I and Q are at their limits. */
    double peakDbfs() {
        return 10 * Math.log10(peak);
    }

    /** Share of I and Q values at the converter's limits. */
    double clippedFraction() {
        return samples == 0 ? 0 : clipped / (2.0 * samples);
    }

    /** Mean of I, 1 = full scale. */
    double offsetI() {
        return sumRe / samples;
    }

    /** Mean of Q. */
    double offsetQ() {
        return sumIm / samples;
    }

    /** Power of the offset, a false carrier in the middle of the spectrum. */
    double offsetDbfs() {
        return 10 * Math.log10(offsetI() * offsetI() + offsetQ() * offsetQ());
    }
}
