package io.fieldpost.radio.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.simulation.FmBroadcast;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Answers worked on paper. */
class FeaturesTest {
    private static final int SAMPLES = 40_960;
    private static final double RATE = 100_000;

    @Test
    void amOfOneToneHasACarrierWithItsShareAndSidebandsInPhase() {
        Baseband am = signal(n -> new double[] {1 + 0.8 * Math.sin(0.3 * n), 0});
        FmBroadcast.addNoise(am, 0.05, 1);
        Features features = Features.of(am);

        // Carrier 1, sidebands m²/2.
        assertThat(features.carrier().share()).isEqualTo(1 / 1.32, within(0.02));
        assertThat(features.carrier().inPhase()).isGreaterThan(0.97);
        // E(1 + m sin)⁴ = 1 + 3m² + 3m⁴/8 over (1 + m²/2)².
        assertThat(features.envelope().kurtosis()).isEqualTo(3.0736 / (1.32 * 1.32), within(0.03));
        assertThat(features.symmetry()).isEqualTo(0, within(0.02));
        // 0.3 rad a sample: 4,775 Hz to each side.
        assertThat(features.widthHz()).isEqualTo(2 * 4_775, within(300.0));
    }

    @Test
    void narrowPhaseModulationHasItsSidebandsInQuadrature() {
        Baseband pm = signal(n -> {
            double phase = 0.4 * Math.sin(0.3 * n);
            return new double[] {Math.cos(phase), Math.sin(phase)};
        });
        FmBroadcast.addNoise(pm, 0.02, 1);
        Features features = Features.of(pm);

        assertThat(features.carrier().inPhase()).isLessThan(-0.9);
        // J0(0.4)².
        assertThat(features.carrier().share()).isEqualTo(0.9604 * 0.9604, within(0.02));
        assertThat(features.envelope().kurtosis()).isEqualTo(1, within(0.02));
    }

    @Test
    void quadraturePhasesHaveTheirCumulants() {
        Features features = Features.of(rectangular(new double[][] {{1, 1}, {1, -1}, {-1, 1}, {-1, -1}}));

        assertThat(features.symbols().c42()).isEqualTo(-1, within(0.1));
        assertThat(features.symbols().kurtosis()).isEqualTo(1, within(0.1));
        assertThat(features.square()).isLessThan(0.02);
        assertThat(features.fourth()).isGreaterThan(0.2);
    }

    @Test
    void signalToNoiseRatioAndWidthAreThoseOfTheSignal() {
        Random random = new Random(5);
        for (double snrDb : new double[] {6, 15, 25}) {
            Baseband noise = new TestSignals(random.nextLong()).signal(Modulation.NOISE_LIKE, snrDb);
            Features features = Features.of(noise);

            assertThat(features.snrDb()).isEqualTo(snrDb, within(1.0));
            assertThat(features.envelope().kurtosis()).isEqualTo(2, within(0.15));
        }
    }

    private static Baseband signal(IntFunction<double[]> of) {
        Baseband signal = new Baseband(new float[SAMPLES], new float[SAMPLES], RATE, 0);
        for (int i = 0; i < SAMPLES; i++) {
            double[] x = of.apply(i);
            signal.re()[i] = (float) x[0];
            signal.im()[i] = (float) x[1];
        }
        return signal;
    }

    /** Symbols of raised cosines in time, 20 samples each: no interference at the ticks. */
    private static Baseband rectangular(double[][] states) {
        Random random = new Random(6);
        int symbol = 20;
        double[][] sent = new double[SAMPLES / symbol + 2][];
        for (int k = 0; k < sent.length; k++) {
            sent[k] = states[random.nextInt(states.length)];
        }
        Baseband signal = signal(n -> {
            double along = (double) (n % symbol) / symbol;
            double next = 0.5 - 0.5 * Math.cos(Math.PI * along);
            double[] a = sent[n / symbol];
            double[] b = sent[n / symbol + 1];
            return new double[] {a[0] + next * (b[0] - a[0]), a[1] + next * (b[1] - a[1])};
        });
        FmBroadcast.addNoise(signal, 0.02, 7);
        return signal;
    }
}
