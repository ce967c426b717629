package io.fieldpost.radio.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.simulation.FmBroadcast;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassifierTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void everyKindIsKnownAtTwentyDecibels(Modulation truth) {
        for (long seed = 300; seed < 302; seed++) {
            Classification result = Classifier.classify(new TestSignals(seed).signal(truth, 20));

            assertThat(result.modulation()).as(result.toString()).isEqualTo(truth);
        }
    }

    @Test
    void ofThoseStatedWithNineTenthsAtLeastNineOfTenAreRight() {
        ConfusionTable table = new ConfusionTable();
        for (double snr : new double[] {5, 9, 30}) {
            for (Modulation truth : Modulation.values()) {
                for (int i = 0; truth != Modulation.UNKNOWN && i < 2; i++) {
                    table.add(
                            truth, Classifier.classify(new TestSignals(500 + i + (long) snr * 10).signal(truth, snr)));
                }
            }
        }
        int stated = 0;
        int right = 0;
        for (Modulation modulation : Modulation.values()) {
            stated += table.sure(modulation)[0];
            right += table.sure(modulation)[1];
        }
        assertThat(stated).isGreaterThan(30);
        assertThat((double) right / stated).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void noiseAloneIsNothingKnown() {
        for (long seed = 1; seed <= 5; seed++) {
            Baseband noise = new Baseband(new float[40_960], new float[40_960], 100_000, 0);
            FmBroadcast.addNoise(noise, 1, seed);

            Classification result = Classifier.classify(noise);
            assertThat(result.modulation()).as(result.toString()).isEqualTo(Modulation.UNKNOWN);
        }
    }

    @Test
    void symbolRateIsTold() {
        // 16 samples a symbol at 100 kS/s, h = 1.
        Baseband signal = fsk(16, 3_125);
        FmBroadcast.addNoise(signal, 0.05, 2);
        Classification result = Classifier.classify(signal);

        assertThat(result.modulation()).isEqualTo(Modulation.FSK2);
        assertThat(result.symbolRateHz()).isEqualTo(6_250, within(5.0));
        Features.Levels levels = result.features().frequency().symbols();
        assertThat(levels.highHz() - levels.lowHz()).isEqualTo(6_250, within(600.0));
    }

    @Test
    void anythingIsTakenWithoutAnException() {
        Random random = new Random(7);
        float[][] odd = {new float[2_048], new float[2_048], new float[2_048], new float[2_048]};
        java.util.Arrays.fill(odd[1], 1);
        odd[2][1_000] = 1;
        for (int i = 0; i < 2_048; i++) {
            odd[3][i] = (float) Math.scalb(random.nextGaussian(), random.nextInt(200) - 100);
        }
        for (float[] re : odd) {
            for (float[] im : odd) {
                Classification result = Classifier.classify(new Baseband(re.clone(), im.clone(), 1e6, 0));
                assertThat(result.confidence()).isBetween(0.0, 1.0);
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Classifier.classify(new Baseband(new float[10], new float[10], 1, 0)))
                .withMessageContaining("too few samples");
    }

    private static Baseband fsk(int symbol, double deviationHz) {
        Random random = new Random(3);
        Baseband signal = new Baseband(new float[40_000], new float[40_000], 100_000, 0);
        double turns = 0;
        double level = 1;
        for (int i = 0; i < signal.length(); i++) {
            if (i % symbol == 0) {
                level = random.nextBoolean() ? 1 : -1;
            }
            turns += level * deviationHz / 100_000;
            signal.re()[i] = (float) Math.cos(2 * Math.PI * turns);
            signal.im()[i] = (float) Math.sin(2 * Math.PI * turns);
        }
        return signal;
    }
}
