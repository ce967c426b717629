package io.fieldpost.radio.demodulation;

import io.fieldpost.radio.sample.Baseband;

/**
 * Modulation depth of an AM signal (ITU-R SM.328, SM.1600), from the component in phase with its carrier: as linear as the envelope is at
 * high signal-to-noise ratio, and at a low one too. All are shares, 0.3 is 30 %.
 *
 * @param depth (max − min) / (max + min) of the envelope; noise enlarges it
 * @param positive (max − mean) / mean
 * @param negative (mean − min) / mean
 * @param rmsDepth √(2 × sideband power / carrier power): the depth of the one tone that would have this power in its sidebands; equals
 *     {@code depth} for a tone. Noise is subtracted: what is in quadrature to the carrier is noise alone
 * @param carrierOffsetHz of the carrier from the middle of the channel
 * @param carrierLevelDb power of the carrier, relative to full scale
 */
public record AmDepth(
        double depth,
        double positive,
        double negative,
        double rmsDepth,
        double carrierOffsetHz,
        double carrierLevelDb) {
    private static final double PHASE_BLOCK_SECONDS = 0.02;

    /**
     * Measures.
     *
     * @param channel one AM signal, its carrier within {@code audioHz} of 0 Hz; at least 0.1 s
     * @param audioHz highest frequency of what modulates it, at most 0.2 of the rate; 4,000 for the air band
     */
    public static AmDepth of(Baseband channel, double audioHz) {
        double rate = channel.sampleRateHz();
        if (!(audioHz > 0) || audioHz > 0.2 * rate || channel.length() < 0.1 * rate) {
            throw new IllegalArgumentException("AM depth needs 0.1 s and a rate of 5 x audio: " + channel.length()
                    + " samples, rate " + rate + ", audio " + audioHz + " Hz");
        }
        double wide = meanFrequencyHz(channel.re(), channel.im(), rate);
        int decimation = Math.max(1, (int) (rate / (5 * audioHz)));
        DownConverter converter = new DownConverter(rate, wide, audioHz, 1.5 * audioHz, decimation);
        float[] re = new float[converter.room(channel.length())];
        float[] im = new float[re.length];
        int n = converter.accept(channel.re(), channel.im(), 0, channel.length(), re, im);
        // The filters' start is not signal.
        int skip = (int) (0.01 * converter.outputRateHz());
        return inPhase(re, im, skip, n, converter.outputRateHz(), wide);
    }

    private static AmDepth inPhase(float[] re, float[] im, int from, int to, double rate, double offsetHz) {
        int block = (int) (PHASE_BLOCK_SECONDS * rate);
        int blocks = (to - from) / block;
        double[] phase = new double[blocks];
        for (int b = 0; b < blocks; b++) {
            double c = 0;
            double s = 0;
            for (int i = from + b * block; i < from + (b + 1) * block; i++) {
                c += re[i];
                s += im[i];
            }
            phase[b] = Math.atan2(s, c);
            if (b > 0) {
                phase[b] -= 2 * Math.PI * Math.rint((phase[b] - phase[b - 1]) / (2 * Math.PI));
            }
        }
        double drift = (phase[blocks - 1] - phase[0]) / (2 * Math.PI * (blocks - 1) * PHASE_BLOCK_SECONDS);
        Sums sums = new Sums();
        for (int i = from + block / 2; i < from + block * (blocks - 1) + block / 2; i++) {
            double position = (i - from - (block - 1) / 2.0) / block;
            int b = Math.max(0, Math.min(blocks - 2, (int) position));
            double angle = phase[b] + (position - b) * (phase[b + 1] - phase[b]);
            double c = Math.cos(angle);
            double s = Math.sin(angle);
            sums.add(re[i] * c + im[i] * s, im[i] * c - re[i] * s);
        }
        return sums.depth(offsetHz + drift);
    }

    /** Frequency from the mean step of phase, weighted by power; a carrier with symmetric sidebands gives its own. */
    private static double meanFrequencyHz(float[] re, float[] im, double rate) {
        double c = 0;
        double s = 0;
        for (int i = 1; i < re.length; i++) {
            c += (double) re[i] * re[i - 1] + (double) im[i] * im[i - 1];
            s += (double) im[i] * re[i - 1] - (double) re[i] * im[i - 1];
        }
        return Math.atan2(s, c) * rate / (2 * Math.PI);
    }

    private static final class Sums {
        private double max = Double.NEGATIVE_INFINITY;
        private double min = Double.POSITIVE_INFINITY;
        private double sum;
        private double inPhase;
        private double quadrature;
        private long count;

        void add(double i, double q) {
            max = Math.max(max, i);
            min = Math.min(min, i);
            sum += i;
            inPhase += i * i;
            quadrature += q * q;
            count++;
        }

        AmDepth depth(double offsetHz) {
            double mean = sum / count;
            double sidebands = Math.max(0, inPhase / count - mean * mean - quadrature / count);
            return new AmDepth(
                    (max - min) / (max + min),
                    (max - mean) / mean,
                    (mean - min) / mean,
                    Math.sqrt(2 * sidebands) / mean,
                    offsetHz,
                    20 * Math.log10(mean));
        }
    }
}
