package io.fieldpost.radio.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Default settings find what is 6 dB above the noise in its own bandwidth. */
class WeakEmissionTest {
    private static final int TRIALS = 1000;
    private static final int CELLS = 256;

    /**
     * At 99 % in truth, 1000 trials would find 980 or fewer in 0.4 % of runs; at least 996 found shows 99 % with 97 % confidence. Each
     * trial is one emission, five looks long: it must appear, and nothing else may.
     */
    @ParameterizedTest
    @ValueSource(ints = {3, 10, 20})
    void emissionOfSixDecibelsAppearsWithinFiveLooks(int width) {
        int found = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            found += appears(width, trial) ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(996);
    }

    private static boolean appears(int width, int trial) {
        Detector detector = new Detector(
                DetectionSettings.forScan(1, 2100, Duration.ofSeconds(1), Persistence.DEFAULT), new SubBandNoise());
        EmissionTracker tracker = new EmissionTracker(Persistence.DEFAULT, 1, 0);
        Rows rows = new Rows(CELLS, trial).with(100, width, 6);
        for (int look = 0; look < 5; look++) {
            var row = rows.noisy();
            tracker.step(row, detector.detect(row));
        }
        List<Emission> active = tracker.active();
        return active.size() == 1 && Math.abs(active.get(0).centerHz() - Rows.hz(100 + (width - 1) / 2.0)) < 20e3;
    }
}
