package io.fieldpost.radio.demodulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.sample.Baseband;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tone of depth m: (max − min) / (max + min) = m, and sidebands of m²/2 of the carrier. One point is the mark. */
class AmDepthTest {
    private static final double RATE = 24_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.85, 1})
    void toneReadsItsDepth(double m) {
        Baseband signal = Synthesis.am(24_000, RATE, 137, 0.25, t -> m * Math.sin(2 * Math.PI * 1_000 * t));
        AmDepth depth = AmDepth.of(signal, 4_000);

        assertThat(depth.depth()).isEqualTo(m, within(0.01));
        assertThat(depth.rmsDepth()).isEqualTo(m, within(0.01));
        assertThat(depth.positive()).isEqualTo(m, within(0.01));
        assertThat(depth.negative()).isEqualTo(m, within(0.01));
        assertThat(depth.carrierLevelDb()).isEqualTo(-12.04, within(0.05));
        assertThat(depth.carrierOffsetHz()).isEqualTo(137, within(0.5));
    }

    @Test
    void noiseEnlargesTheEnvelopesExtremesButNotTheSidebands() {
        Baseband signal = Synthesis.am(72_000, RATE, -500, 0.25, t -> 0.3 * Math.sin(2 * Math.PI * 1_000 * t));
        // 15 dB below the carrier in 24 kHz.
        Synthesis.addNoise(signal, 0.0625 * Math.pow(10, -1.5), 11);
        AmDepth depth = AmDepth.of(signal, 4_000);

        assertThat(depth.rmsDepth()).isEqualTo(0.3, within(0.01));
        assertThat(depth.depth()).isGreaterThan(0.4);
    }

    @Test
    void speechLikeNoiseReadsTheRootOfTwiceItsPower() {
        Random random = new Random(2);
        Decimator speech = new Decimator(LowPass.taps(2_500, 3_500, RATE), 1);
        float[] noise = Synthesis.wave(120_000, RATE, t -> random.nextGaussian());
        float[] band = new float[noise.length];
        speech.accept(noise, 0, noise.length, band, 0);
        double rms = Synthesis.rms(band, 0, band.length);
        // 0.2 of the carrier, rms.
        Baseband signal = Synthesis.am(120_000, RATE, 20, 0.5, t -> 0.2 * band[(int) Math.round(t * RATE)] / rms);
        AmDepth depth = AmDepth.of(signal, 4_000);

        assertThat(depth.rmsDepth()).isEqualTo(0.2 * Math.sqrt(2), within(0.01));
        assertThat(depth.depth()).isGreaterThan(depth.rmsDepth());
    }
}
