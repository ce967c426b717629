package io.fieldpost.radio.demodulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.sample.Baseband;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioTest {
    @ParameterizedTest
    @CsvSource({"240000, 1000", "240000, 10000", "240000, 15000", "256000, 5000", "200000, 400"})
    void fmToneComesOutDeemphasised(long rate, double tone) {
        Baseband signal = Synthesis.fm((int) rate / 2, rate, 2_000, t -> 37_500 * Math.sin(2 * Math.PI * tone * t));
        float[] audio = sound(new FmBroadcastAudio(rate), signal);

        assertThat(audio.length).isCloseTo(24_000, within(2));
        double response = 0.5 / Math.sqrt(1 + Math.pow(2 * Math.PI * tone * 50e-6, 2));
        assertThat(20 * Math.log10(alternating(audio) * Math.sqrt(2) / response))
                .isEqualTo(0, within(0.5));
    }

    @Test
    void pilotIsNotHeard() {
        Baseband signal = Synthesis.fm(120_000, 240_000, 0, t -> 7_500 * Math.sin(2 * Math.PI * 19_000 * t));

        assertThat(alternating(sound(new FmBroadcastAudio(240_000), signal))).isLessThan(1e-4);
    }

    @Test
    void amToneComesOutWithItsDepthWhateverTheLevel() {
        for (double amplitude : new double[] {0.9, 0.003}) {
            Baseband signal = Synthesis.am(30_000, 30_000, 90, amplitude, t -> 0.3 * Math.sin(2 * Math.PI * 1_000 * t));
            float[] audio = sound(new AmAudio(30_000), signal);

            assertThat(audio.length).isCloseTo(48_000, within(2));
            assertThat(alternating(audio) * Math.sqrt(2)).isEqualTo(0.3, within(0.01));
        }
    }

    @Test
    void ratesWithoutASimpleRatioAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FmBroadcastAudio(240_001))
                .withMessageContaining("rates have no simple ratio");
    }

    private static float[] sound(Audio audio, Baseband signal) {
        float[] out = new float[audio.room(signal.length())];
        float[] piece = new float[audio.room(1_234)];
        int given = 0;
        for (int from = 0; from < signal.length(); from += 1_234) {
            int n = audio.accept(signal.re(), signal.im(), from, Math.min(1_234, signal.length() - from), piece);
            System.arraycopy(piece, 0, out, given, n);
            given += n;
        }
        return java.util.Arrays.copyOf(out, given);
    }

    /** Rms of what alternates, in the second half. */
    private static double alternating(float[] x) {
        double mean = 0;
        int half = x.length / 2;
        for (int i = half; i < x.length; i++) {
            mean += x[i] / half;
        }
        float[] rest = new float[half];
        for (int i = 0; i < half; i++) {
            rest[i] = (float) (x[x.length - half + i] - mean);
        }
        return Synthesis.rms(rest, 0, half);
    }
}
