package io.fieldpost.radio.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.spectrum.Decibels;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moments, kurtosis and amplitude distribution of signals whose statistics are known. */
class StatisticsTest {
    private static final int SAMPLES = 400_000;

    private final SplittableRandom random = new SplittableRandom(5);

    @ParameterizedTest
    @ValueSource(doubles = {0, 6, 10, 20, 30})
    void snrOfAConstantModulusIsFoundFromMoments(double snrDb) {
        // 4 sigma of 400,000 samples: 0.03 dB at 0 dB, 0.3 dB at 30 dB.
        assertThat(SnrMoments.of(carrier(0.1, snrDb)).snrDb()).isEqualTo(snrDb, within(snrDb > 20 ? 0.3 : 0.1));
        assertThat(Decibels.of(SnrMoments.of(carrier(0.1, snrDb)).signal())).isEqualTo(-20, within(0.05));
    }

    @Test
    void noiseHasLittleSignalByItsMoments() {
        SnrMoments noise = SnrMoments.of(carrier(1e-6, -100));

        assertThat(noise.snrDb()).isLessThan(-10);
        assertThat(SnrMoments.of(new Baseband(new float[0], new float[0], 1, 0)).signal())
                .isZero();
    }

    @Test
    void kurtosisTellsNoiseFromCarriersAndPulses() {
        int frames = 4000;
        SpectralKurtosis kurtosis = new SpectralKurtosis(3, 1);
        for (int i = 0; i < frames; i++) {
            float noise = (float) -Math.log(random.nextDouble());
            // A pulse in one look of ten: M S2 / S1² is 10 times that of noise, 20.
            float pulse = i % 10 == 0 ? (float) -Math.log(random.nextDouble()) : 0;
            kurtosis.add(new float[] {noise, 1, pulse});
        }

        double sigma = 2 / Math.sqrt(frames);
        assertThat(kurtosis.of(0)).isEqualTo(1, within(4 * sigma));
        assertThat(kurtosis.of(1)).isEqualTo(0, within(1e-9));
        assertThat(kurtosis.of(2)).isEqualTo(19, within(3.0));
        assertThat(kurtosis.count()).isEqualTo(frames);
        kurtosis.clear();
        assertThat(kurtosis.of(0)).isNaN();
    }

    @Test
    void kurtosisOfMeansOverLooksIsOneInNoiseToo() {
        GammaNoise noise = new GammaNoise(9);
        SpectralKurtosis kurtosis = new SpectralKurtosis(1, 8);
        for (int i = 0; i < 4000; i++) {
            kurtosis.add(new float[] {(float) noise.power(8)});
        }
        assertThat(kurtosis.of(0)).isEqualTo(1, within(0.1));
        // Two powers, 1 and 3: S1 = 4, S2 = 10, (2 + 1) / (2 - 1) * (2 * 10 / 16 - 1) = 0.75.
        assertThat(SpectralKurtosis.estimate(4, 10, 2, 1)).isEqualTo(0.75, within(1e-12));
    }

    @Test
    void amplitudesOfNoiseAreRayleighDistributed() {
        AmplitudeDistribution distribution = new AmplitudeDistribution();
        distribution.add(carrier(0, -10));

        // Noise of mean power 0.1: it exceeds the power p with probability exp(-p / 0.1).
        for (int db = -40; db <= 0; db++) {
            double expected = Math.exp(-Decibels.power(db) / 0.1);
            assertThat(distribution.exceedance(db)).as("%d dB", db).isEqualTo(expected, within(0.004));
        }
        assertThat(distribution.total()).isEqualTo(SAMPLES);
        assertThat(distribution.exceedance(-180)).isEqualTo(1);
        assertThat(distribution.exceedance(10)).isZero();
    }

    @Test
    void powersFallIntoTheStepsThatTheyExceed() {
        AmplitudeDistribution distribution = new AmplitudeDistribution();
        distribution.add(new float[] {(float) 1.0e-3, 1.1e-3f, 0, Float.NaN, 1e-18f, 1e-19f, 100});

        assertThat(distribution.total()).isEqualTo(6);
        assertThat(distribution.exceedance(10)).isEqualTo(1 / 6.0);
        assertThat(distribution.exceedance(-29)).isEqualTo(1 / 6.0);
        // 1.1e-3 is -29.6 dB; 1e-3 itself does not exceed -30 dB.
        assertThat(distribution.exceedance(-30)).isEqualTo(2 / 6.0);
        assertThat(distribution.exceedance(-31)).isEqualTo(3 / 6.0);
        assertThat(distribution.exceedance(-179)).isEqualTo(3 / 6.0);
        float[] all = distribution.exceedances();
        for (int db = -180; db <= 10; db++) {
            assertThat((double) all[db + 180]).isEqualTo(distribution.exceedance(db), within(1e-7));
        }
        assertThatThrownBy(() -> distribution.exceedance(11)).hasMessage("level is not between -180 dB and 10 dB: 11");
    }

    /** A carrier in noise; with an amplitude of 0, noise of {@code snrDb} relative to full scale. */
    private Baseband carrier(double amplitude, double snrDb) {
        double noise = amplitude == 0 ? Decibels.power(snrDb) : amplitude * amplitude / Decibels.power(snrDb);
        double sigma = Math.sqrt(noise / 2);
        float[] re = new float[SAMPLES];
        float[] im = new float[SAMPLES];
        for (int n = 0; n < SAMPLES; n++) {
            re[n] = (float) (amplitude * Math.cos(0.37 * n) + sigma * random.nextGaussian());
            im[n] = (float) (amplitude * Math.sin(0.37 * n) + sigma * random.nextGaussian());
        }
        return new Baseband(re, im, 1e6, 0);
    }
}
