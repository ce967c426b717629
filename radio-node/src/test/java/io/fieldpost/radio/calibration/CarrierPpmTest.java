package io.fieldpost.radio.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.sample.Baseband;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CarrierPpmTest {
    private static final double RATE = 240_000;
    private static final double CENTER = 433.9e6;
    private static final double NOMINAL = 433.92e6;
    private static final int SAMPLES = 120_000;

    private final SplittableRandom random = new SplittableRandom(8);
    private final CarrierPpm carrierPpm = new CarrierPpm();

    @ParameterizedTest
    @ValueSource(doubles = {0, 1.3, -23.7, 60, -95})
    void crystalsErrorIsFoundFromACarrier(double ppm) {
        // A crystal that is fast makes every frequency look low.
        double seen = NOMINAL / (1 + ppm * 1e-6);
        CarrierPpm.Measured measured = measured(carrierPpm.ofCarrier(carrier(seen, 0.1, 0.3, 0), NOMINAL));

        assertThat(measured.ppm()).isEqualTo(ppm, within(0.003));
        assertThat(measured.frequencyHz()).isEqualTo(seen, within(0.3));
        assertThat(measured.standardErrorPpm()).isLessThan(0.003);
        // -3 dB in a sample; 256 of them under a Hann window are 22.3 dB more, and a line between two bins loses up to
        // 1.4 dB.
        assertThat(measured.snrDb()).isBetween(17.5, 20.5);
    }

    @Test
    void statedStandardErrorIsTrue() {
        double squares = 0;
        double stated = 0;
        int runs = 8;
        for (int i = 0; i < runs; i++) {
            CarrierPpm.Measured measured = measured(carrierPpm.ofCarrier(carrier(NOMINAL, 0.1, 0.4, 0), NOMINAL));
            squares += measured.ppm() * measured.ppm() / runs;
            stated += measured.standardErrorPpm() / runs;
        }
        // Quarters are shorter, so the statement is on the careful side.
        assertThat(stated / Math.sqrt(squares)).isBetween(1.0, 12.0);
        assertThat(stated).isLessThan(0.01);
    }

    @Test
    void carrierBesideAStrongerOneOutsideOfTheSearchIsFound() {
        Baseband samples = carrier(NOMINAL, 0.05, 0.1, 0);
        for (int n = 0; n < samples.length(); n++) {
            double angle = 2 * Math.PI * (NOMINAL - 95_000 - CENTER) * n / RATE;
            samples.re()[n] += 0.5f * (float) Math.cos(angle);
            samples.im()[n] += 0.5f * (float) Math.sin(angle);
        }
        assertThat(measured(new CarrierPpm(50, 0.2).ofCarrier(samples, NOMINAL)).ppm())
                .isEqualTo(0, within(0.01));
    }

    @Test
    void noiseAloneIsRefused() {
        assertThat(reason(carrierPpm.ofCarrier(carrier(NOMINAL, 0, 0.3, 0), NOMINAL)))
                .startsWith("no carrier within 100 ppm of 433.92 MHz stands out by 15 dB");
    }

    @Test
    void carrierThatWandersIsRefused() {
        // 160 Hz a second: a phase that bends by 20 turns.
        assertThat(reason(carrierPpm.ofCarrier(carrier(NOMINAL, 0.1, 0.1, 160), NOMINAL)))
                .startsWith("the carrier near 433.92 MHz is not steady: its phase strays by");
    }

    @Test
    void tooFewSamplesAndAFrequencyOutsideAreRefused() {
        Baseband samples = carrier(NOMINAL, 0.1, 0.1, 0);
        Baseband some =
                new Baseband(Arrays.copyOf(samples.re(), 2000), Arrays.copyOf(samples.im(), 2000), RATE, CENTER);

        assertThat(reason(carrierPpm.ofCarrier(some, NOMINAL))).startsWith("0.01 s of samples are too few");
        assertThat(reason(carrierPpm.ofCarrier(samples, 434.1e6)))
                .isEqualTo("434.1 MHz ±100 ppm is not inside of the samples' 240 kHz around 433.9 MHz");
    }

    @Test
    void crystalsErrorIsFoundFromABroadcastStation() {
        double nominal = 98.5e6;
        CarrierPpm.Result result =
                new CarrierPpm(100, 2).ofBroadcast(station(nominal, nominal / (1 + 31e-6), 0.01, 960_000), nominal);

        assertThat(measured(result).ppm())
                .isEqualTo(31, within(3 * measured(result).standardErrorPpm()));
        assertThat(measured(result).standardErrorPpm()).isLessThan(0.5);
    }

    @Test
    void weakStationIsRefused() {
        assertThat(reason(carrierPpm.ofBroadcast(station(98.5e6, 98.5e6, 0.2, 100_000), 98.5e6)))
                .startsWith("the station on 98.5 MHz has a ratio of signal to noise of");
        assertThat(reason(carrierPpm.ofBroadcast(station(98.5e6, 98.5e6, 0.01, 5_000), 98.5e6)))
                .startsWith("the frequency near 98.5 MHz is known to");
        assertThat(carrierPpm.ofBroadcast(new Baseband(new float[0], new float[0], RATE, 98.5e6), 98.5e6))
                .isInstanceOf(CarrierPpm.Refused.class);
    }

    private Baseband carrier(double hertz, double amplitude, double sigma, double driftHzPerSecond) {
        Baseband samples = new Baseband(new float[SAMPLES], new float[SAMPLES], RATE, CENTER);
        for (int n = 0; n < SAMPLES; n++) {
            double t = n / RATE;
            double angle = 2 * Math.PI * ((hertz - CENTER) * t + driftHzPerSecond * t * t / 2);
            samples.re()[n] = (float) (amplitude * Math.cos(angle) + sigma / 3 * random.nextGaussian());
            samples.im()[n] = (float) (amplitude * Math.sin(angle) + sigma / 3 * random.nextGaussian());
        }
        return samples;
    }

    /** A programme of low-pass noise and a pilot, 50 kHz deviation at most for most of the time. */
    private Baseband station(double centerHz, double seenHz, double sigma, int samples) {
        Baseband station = new Baseband(new float[samples], new float[samples], RATE, centerHz);
        double programme = 0;
        double slow = 0;
        double phase = 0;
        for (int n = 0; n < samples; n++) {
            // A band from about 50 Hz to 5 kHz, as a programme has.
            programme += 0.12 * (random.nextGaussian() - programme);
            slow += 0.0013 * (programme - slow);
            double deviation = 80_000 * (programme - slow) + 7500 * Math.sin(2 * Math.PI * 19_000 * n / RATE);
            phase += 2 * Math.PI * (seenHz - centerHz + deviation) / RATE;
            station.re()[n] = (float) (0.5 * Math.cos(phase) + sigma * random.nextGaussian());
            station.im()[n] = (float) (0.5 * Math.sin(phase) + sigma * random.nextGaussian());
        }
        return station;
    }

    private static CarrierPpm.Measured measured(CarrierPpm.Result result) {
        assertThat(result).isInstanceOf(CarrierPpm.Measured.class);
        return (CarrierPpm.Measured) result;
    }

    private static String reason(CarrierPpm.Result result) {
        assertThat(result).isInstanceOf(CarrierPpm.Refused.class);
        return ((CarrierPpm.Refused) result).reason();
    }
}
