package io.fieldpost.radio.demodulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.sample.Baseband;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** A tone of deviation d: peak d, rms d / √2. Two per cent is the mark. */
class FmDeviationTest {
    private static final double RATE = 240_000;

    @Test
    void toneOfSeventyFiveKilohertzReadsSeventyFive() {
        FmDeviation deviation = FmDeviation.of(Synthesis.fm(48_000, RATE, 3_000, tone(1_000, 75_000)), 60_000);

        assertThat(deviation.positiveHz()).isEqualTo(75_000, within(150.0));
        assertThat(deviation.negativeHz()).isEqualTo(75_000, within(150.0));
        assertThat(deviation.rmsHz()).isEqualTo(75_000 / Math.sqrt(2), within(100.0));
        assertThat(deviation.percentile999Hz()).isEqualTo(75_000, within(150.0));
        assertThat(deviation.offsetHz()).isEqualTo(3_000, within(20.0));
        assertThat(deviation.noiseLimited()).isFalse();
    }

    @Test
    void stillDoesBehindTheChannelFilter() {
        Baseband wide = Synthesis.fm(480_000, 2_400_000, 300_000, tone(1_000, 75_000));
        DownConverter converter = new DownConverter(2_400_000, 300_000, 100_000, 10);
        FmDeviation deviation = FmDeviation.of(convert(converter, wide), 60_000);

        assertThat(deviation.peakHz()).isEqualTo(75_000, within(0.02 * 75_000));
        assertThat(deviation.rmsHz()).isEqualTo(75_000 / Math.sqrt(2), within(0.01 * 53_000));
    }

    @Test
    void asymmetryShowsInTheTwoPeaks() {
        // Mean of the square wave's duty: +60 kHz a quarter of the time, −20 kHz the rest.
        DoubleUnaryOperator keyed = t -> t * 100 % 1 < 0.25 ? 60_000 : -20_000;
        FmDeviation deviation = FmDeviation.of(Synthesis.fm(48_000, RATE, 0, keyed), 60_000);

        assertThat(deviation.positiveHz() / deviation.negativeHz()).isGreaterThan(2.3);
        assertThat(deviation.offsetHz()).isEqualTo(0, within(300.0));
    }

    @Test
    void noiseIsTakenOutOfTheMeanSquareAndItsHeightIsSaid() {
        Baseband noisy = Synthesis.fm(480_000, RATE, 0, tone(1_000, 10_000));
        // 20 dB in 240 kHz. N0/2C (rate/π)² ∫ sin²(πf/rate) df from −60 to 60 kHz, which are π/4 either way.
        Synthesis.addNoise(noisy, 0.01, 3);
        double noiseHz = Math.sqrt(0.01 / 2 * RATE * RATE / Math.pow(Math.PI, 3) * (Math.PI / 4 - 0.5));

        FmDeviation deviation = FmDeviation.of(noisy, 60_000);

        assertThat(deviation.noiseRmsHz()).isEqualTo(noiseHz, within(0.05 * noiseHz));
        assertThat(deviation.rmsHz()).isEqualTo(10_000 / Math.sqrt(2), within(0.01 * 7_071));
        assertThat(deviation.noiseLimited()).isTrue();
    }

    private static Baseband convert(DownConverter converter, Baseband wide) {
        float[] re = new float[converter.room(wide.length())];
        float[] im = new float[re.length];
        int n = converter.accept(wide.re(), wide.im(), 0, wide.length(), re, im);
        int settle = 100;
        return new Baseband(
                java.util.Arrays.copyOfRange(re, settle, n),
                java.util.Arrays.copyOfRange(im, settle, n),
                converter.outputRateHz(),
                0);
    }

    private static DoubleUnaryOperator tone(double hertz, double peak) {
        return t -> peak * Math.sin(2 * Math.PI * hertz * t);
    }
}
