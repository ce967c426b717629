package io.fieldpost.radio.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseFloorTest {
    private static final NoiseMethod MEDIAN = new NoiseMethod.Median();
    private static final NoiseMethod FCME = new NoiseMethod.Fcme(1e-3);
    private static final NoiseMethod LOWEST = new NoiseMethod.LowestShare(0.2);

    /** Monte Carlo: the mean error of each method in 300 rows of 2000 cells, with its confidence interval of 99.9 % (3.29 σ). */
    @ParameterizedTest
    @ValueSource(doubles = {1, 5, 10, 50, 100, 2.36, 16.9})
    void everyMethodReadsTheMeanOfNoiseWithoutBiasForAnyLooks(double looks) {
        for (NoiseMethod method : new NoiseMethod[] {MEDIAN, FCME, LOWEST}) {
            Spread error = errorInNoise(method, looks, 2000, 300);
            System.out.printf(
                    Locale.ROOT,
                    "noise floor, M %6.2f, %-26s %+.4f ± %.4f dB%n",
                    looks,
                    method,
                    error.mean(),
                    error.z999());
            // What is left of the bias of 2000 cells: a mean of logarithms, and ranks that are whole numbers.
            assertThat(Math.abs(error.mean())).isLessThan(0.012 + error.z999());
            assertThat(error.z999()).isLessThan(0.05);
        }
    }

    /** One part of 64 cells: what each method's Javadoc says of the bias that so few leave. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 5, 50})
    void smallestPartIsNearlyUnbiased(double looks) {
        for (NoiseMethod method : new NoiseMethod[] {MEDIAN, FCME, LOWEST}) {
            Spread error = errorInNoise(method, looks, 64, 4000);
            System.out.printf(
                    Locale.ROOT,
                    "64 cells,    M %6.2f, %-26s %+.4f ± %.4f dB, one part ±%.2f dB%n",
                    looks,
                    method,
                    error.mean(),
                    error.z999(),
                    error.deviation());
            assertThat(Math.abs(error.mean())).isLessThan(looks == 1 ? 0.25 : 0.1);
        }
    }

    @Test
    void cellsFullOfSignalsAreLeftOut() {
        for (double occupied : new double[] {0.1, 0.3, 0.5, 0.7}) {
            double fcme = error(FCME, occupied);
            double lowest = error(LOWEST, occupied);
            double median = error(MEDIAN, occupied);
            System.out.printf(
                    Locale.ROOT,
                    "%.0f %% occupied, 10 looks: FCME %+.2f dB, lowest 20 %% %+.2f dB, median %+.2f dB%n",
                    100 * occupied,
                    fcme,
                    lowest,
                    median);
            assertThat(fcme).isEqualTo(0, within(0.15));
            assertThat(lowest).isBetween(-0.1, 1.5);
        }
        assertThat(error(MEDIAN, 0.1)).isBetween(0.1, 0.4);
    }

    @Test
    void slopeOfTheFrontEndIsFollowed() {
        float[] levelDb = new GammaNoise(5).row(1280, 50, 0);
        for (int i = 0; i < levelDb.length; i++) {
            levelDb[i] += -100 + 8f * i / levelDb.length;
        }
        float[] noiseDb = floor(FCME, levelDb, 50);
        for (int i = 32; i < 1248; i++) {
            assertThat(noiseDb[i]).isEqualTo(-100 + 8f * i / levelDb.length, within(0.35f));
        }
    }

    @Test
    void signalWiderThanAPartDoesNotLiftTheFloor() {
        float[] levelDb = new GammaNoise(6).row(1280, 50, -100);
        for (int i = 600; i < 760; i++) {
            levelDb[i] += 30;
        }
        float[] noiseDb = floor(FCME, levelDb, 50);
        for (float noise : noiseDb) {
            assertThat(noise).isEqualTo(-100, within(0.4f));
        }
        assertThat(noiseDb[500]).isEqualTo(-100, within(0.3f));
    }

    @Test
    void signalAtTheEndOfTheRowDoesNotLiftTheFloorEither() {
        float[] levelDb = new GammaNoise(6).row(1280, 50, -100);
        for (int i = 1000; i < 1280; i++) {
            levelDb[i] += 30;
        }
        for (float noise : floor(FCME, levelDb, 50)) {
            assertThat(noise).isEqualTo(-100, within(0.4f));
        }
    }

    @Test
    void notchIsNoReasonToTakeTheRestForSignals() {
        float[] levelDb = new GammaNoise(6).row(1280, 50, -100);
        for (int i = 576; i < 640; i++) {
            levelDb[i] -= 60;
        }
        float[] noiseDb = floor(FCME, levelDb, 50);
        assertThat(noiseDb[400]).isEqualTo(-100, within(0.4f));
        assertThat(noiseDb[540]).isEqualTo(-100, within(0.4f));
        assertThat(noiseDb[700]).isEqualTo(-100, within(0.4f));
        assertThat(noiseDb[608]).isLessThan(-150);
    }

    @Test
    void cellsThatWereNotMeasuredAreLeftOut() {
        float[] levelDb = new GammaNoise(7).row(640, 20, -90);
        Arrays.fill(levelDb, 0, 100, Float.NaN);
        Arrays.fill(levelDb, 300, 330, Float.NaN);
        for (float noise : floor(LOWEST, levelDb, 20)) {
            assertThat(noise).isEqualTo(-90, within(0.6f));
        }
        Arrays.fill(levelDb, Float.NaN);
        assertThat(floor(MEDIAN, levelDb, 20)).containsOnly(Float.NaN);
    }

    @Test
    void shortAndEmptyRowsAreOnePart() {
        assertThat(floor(FCME, new float[] {-80, -80, -80}, 1000)[1]).isEqualTo(-80, within(0.2f));
        assertThat(floor(FCME, new float[0], 4)).isEmpty();
        assertThatThrownBy(() -> new NoiseFloor(FCME, 63)).hasMessage("a part of the band needs at least 64 cells: 63");
    }

    private static float[] floor(NoiseMethod method, float[] levelDb, double looks) {
        return new NoiseFloor(method, 64)
                .of(new SpectrumRow(88e6, 10e3, levelDb, LevelUnit.DBM, looks, Instant.EPOCH, ""));
    }

    private static Spread errorInNoise(NoiseMethod method, double looks, int cells, int rows) {
        GammaNoise noise = new GammaNoise(11);
        NoiseFloor floor = new NoiseFloor(method, cells);
        float[] noiseDb = new float[cells];
        Spread error = new Spread();
        for (int row = 0; row < rows; row++) {
            floor.estimate(noise.row(cells, looks, -97), looks, noiseDb);
            error.add(noiseDb[cells / 2] + 97);
        }
        return error;
    }

    private static double error(NoiseMethod method, double occupied) {
        GammaNoise noise = new GammaNoise(3);
        int cells = 2000;
        float[] levelDb = noise.row(cells, 10, 0);
        for (int i = 0; i < cells; i++) {
            levelDb[i] += noise.uniform() < occupied ? 20 : 0;
        }
        float[] noiseDb = new float[cells];
        new NoiseFloor(method, cells).estimate(levelDb, 10, noiseDb);
        return noiseDb[0];
    }
}
