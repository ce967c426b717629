package io.fieldpost.radio.node;

import io.fieldpost.driver.Value;
import io.fieldpost.radio.measure.AmplitudeDistribution;
import io.fieldpost.radio.measure.SnrMoments;
import io.fieldpost.radio.measure.SpectralKurtosis;
import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.spectrum.Fft;
import java.util.Arrays;
import java.util.Map;

/**
 * How the samples of a channel are distributed, whatever is in it: noise, carriers and pulses differ.
 *
 * @param spectralKurtosis mean over the channel, weighted by power: 1 for noise, near 0 for a steady carrier, above 1 for pulses
 * @param momentsSnrDb signal-to-noise ratio from second and fourth moments (M2M4), which holds for signals of constant envelope
 * @param exceedances share of samples whose power exceeds a level, for levels 1 dB apart
 * @param lowestDb level of the first of them, dBFS
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ChannelStatistics(double spectralKurtosis, double momentsSnrDb, float[] exceedances, int lowestDb) {
    private static final int TRANSFORM = 128;

    static ChannelStatistics of(Baseband channel) {
        AmplitudeDistribution distribution = new AmplitudeDistribution();
        distribution.add(channel);
        float[] all = distribution.exceedances();
        int from = 0;
        int to = all.length;
        while (from < to - 1 && all[from + 1] >= 1) {
            from++;
        }
        while (to > from + 1 && all[to - 1] <= 0) {
            to--;
        }
        return new ChannelStatistics(
                kurtosis(channel),
                SnrMoments.of(channel).snrDb(),
                Arrays.copyOfRange(all, from, to),
                AmplitudeDistribution.LOWEST_DB + from);
    }

    private static double kurtosis(Baseband channel) {
        Fft fft = new Fft(TRANSFORM);
        SpectralKurtosis kurtosis = new SpectralKurtosis(TRANSFORM, 1);
        float[] power = new float[TRANSFORM];
        double[] sums = new double[TRANSFORM];
        for (int at = 0; at + TRANSFORM <= channel.length(); at += TRANSFORM) {
            float[] re = Arrays.copyOfRange(channel.re(), at, at + TRANSFORM);
            float[] im = Arrays.copyOfRange(channel.im(), at, at + TRANSFORM);
            fft.transform(re, im);
            for (int k = 0; k < TRANSFORM; k++) {
                power[k] = re[k] * re[k] + im[k] * im[k];
                sums[k] += power[k];
            }
            kurtosis.add(power);
        }
        double weighted = 0;
        double total = 0;
        for (int k = 0; k < TRANSFORM; k++) {
            double of = kurtosis.of(k);
            if (!Double.isNaN(of)) {
                weighted += of * sums[k];
                total += sums[k];
            }
        }
        return total > 0 ? weighted / total : Double.NaN;
    }

    /** The amplitude probability distribution over levels in dBFS. */
    Value.Series distribution() {
        return new Value.Series(lowestDb, 1, "dB{FS}", exceedances, new Value.Record(Map.of()));
    }
}
