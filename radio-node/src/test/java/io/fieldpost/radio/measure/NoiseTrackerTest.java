package io.fieldpost.radio.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTrackerTest {
    private static final int CELLS = 640;

    private final GammaNoise noise = new GammaNoise(21);
    private final NoiseTracker tracker = new NoiseTracker(new NoiseFloor(), 100);

    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 100})
    void noiseIsTrackedWithoutBias(double looks) {
        float[] tracked = new float[0];
        for (int i = 0; i < 600; i++) {
            tracked = tracker.step(row(noise.row(CELLS, looks, -90), looks, ""));
        }
        assertThat(mean(tracked, 0, CELLS)).isEqualTo(-90, within(0.08));
    }

    @Test
    void signalThatIsThereFromTheStartIsNeverLearnt() {
        float[] tracked = new float[0];
        for (int i = 0; i < 1000; i++) {
            tracked = tracker.step(row(withSignal(-90, 300, 320), 10, ""));
        }
        assertThat(mean(tracked, 300, 320)).isEqualTo(-90, within(0.4));
    }

    @Test
    void spurOfTheReceiverBelowTheTriggerIsLearnt() {
        float[] tracked = new float[0];
        for (int i = 0; i < 600; i++) {
            float[] levelDb = noise.row(CELLS, 50, -90);
            levelDb[77] += 1.2f;
            tracked = tracker.step(row(levelDb, 50, ""));
        }
        assertThat(tracked[77]).isEqualTo(-88.8f, within(0.2f));
        assertThat(tracked[79]).isEqualTo(-90, within(0.2f));
    }

    @Test
    void noiseThatRisesEverywhereDoesNotFreezeTheTracker() {
        float[] tracked = new float[0];
        for (int i = 0; i < 1100; i++) {
            tracked = tracker.step(row(withSignal(i < 300 ? -90 : -78, 300, 320), 10, ""));
        }
        assertThat(mean(tracked, 0, 280)).isEqualTo(-78, within(0.3));
        assertThat(mean(tracked, 300, 320)).isEqualTo(-78, within(0.5));
    }

    @Test
    void stepOfTheWholeBandIsFollowedAtOnce() {
        for (int i = 0; i < 200; i++) {
            tracker.step(row(noise.row(CELLS, 10, -90), 10, ""));
        }
        float[] stepped = tracker.step(row(noise.row(CELLS, 10, -84), 10, ""));

        assertThat(mean(stepped, 0, CELLS)).isEqualTo(-84, within(0.3));
        assertThat(tracker.medianDb()).isEqualTo(-84, within(0.3));
    }

    @Test
    void suspectRowChangesNothing() {
        for (int i = 0; i < 50; i++) {
            tracker.step(row(noise.row(CELLS, 10, -90), 10, ""));
        }
        float before = tracker.step(row(noise.row(CELLS, 10, -90), 10, ""))[5];
        assertThat(tracker.step(row(noise.row(CELLS, 10, -60), 10, "overload"))[5])
                .isEqualTo(before);
    }

    @Test
    void otherGridBeginsAnew() {
        tracker.step(row(noise.row(CELLS, 10, -90), 10, ""));
        float[] moved = tracker.step(
                new SpectrumRow(400e6, 10e3, noise.row(CELLS, 10, -70), LevelUnit.DBM, 10, Instant.EPOCH, ""));
        assertThat(mean(moved, 0, CELLS)).isEqualTo(-70, within(0.3));
    }

    private float[] withSignal(double noiseDb, int from, int to) {
        float[] levelDb = noise.row(CELLS, 10, noiseDb);
        for (int i = from; i < to; i++) {
            levelDb[i] += 20;
        }
        return levelDb;
    }

    private static SpectrumRow row(float[] levelDb, double looks, String suspect) {
        return new SpectrumRow(88e6, 10e3, levelDb, LevelUnit.DBM, looks, Instant.EPOCH, suspect);
    }

    private static double mean(float[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }
}
