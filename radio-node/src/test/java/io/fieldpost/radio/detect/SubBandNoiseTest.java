package io.fieldpost.radio.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.simulation.GammaNoise;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubBandNoiseTest {
    private static final int CELLS = 2048;

    /**
     * Mean of the floor over 200 rows, in which a share of the cells carries emissions of 20 dB. With a single look, an emission falls into
     * the noise often enough to raise it by a decibel.
     */
    @ParameterizedTest
    @CsvSource({"1, 0, 0.1", "16, 0, 0.05", "100, 0, 0.05", "16, 0.5, 0.1", "16, 0.8, 0.25", "1, 0.5, 1.2"})
    void floorIsFoundUnderEmissions(double looks, double occupied, double errorDb) {
        GammaNoise noise = new GammaNoise(looks);
        SplittableRandom random = new SplittableRandom(11);
        SubBandNoise floor = new SubBandNoise();
        float[] trace = new float[CELLS];
        float[] floorDb = new float[CELLS];
        double sum = 0;
        for (int row = 0; row < 200; row++) {
            noise.fill(trace, random);
            for (int i = 0; i < CELLS; i++) {
                trace[i] += i % 20 < occupied * 20 ? 20 : 0;
            }
            floor.estimate(row(trace, looks), floorDb);
            sum += floorDb[CELLS / 2];
        }
        assertThat(sum / 200).isCloseTo(0, within(errorDb));
    }

    @Test
    void slopeOfTheFrontEndIsFollowed() {
        float[] trace = new float[CELLS];
        for (int i = 0; i < CELLS; i++) {
            trace[i] = i * 10f / CELLS;
        }
        float[] floorDb = new float[CELLS];
        new SubBandNoise().estimate(row(trace, 16), floorDb);
        assertThat(floorDb[CELLS / 4]).isCloseTo(2.5f, within(0.1f));
        assertThat(floorDb[CELLS * 3 / 4]).isCloseTo(7.5f, within(0.1f));
    }

    @Test
    void subBandFullOfEmissionsTakesTheFloorOfItsNeighbours() {
        float[] trace = new float[CELLS];
        java.util.Arrays.fill(trace, 512, 768, 30f);
        float[] floorDb = new float[CELLS];
        new SubBandNoise().estimate(row(trace, 16), floorDb);
        assertThat(floorDb[640]).isCloseTo(0f, within(0.1f));
    }

    @Test
    void anotherGainIsFollowedAtOnce() {
        SubBandNoise floor = new SubBandNoise();
        float[] floorDb = new float[CELLS];
        floor.estimate(row(new float[CELLS], 16), floorDb);
        float[] louder = new float[CELLS];
        java.util.Arrays.fill(louder, 12f);
        floor.estimate(row(louder, 16), floorDb);
        assertThat(floorDb[1000]).isCloseTo(12f, within(0.01f));
    }

    private static SpectrumRow row(float[] trace, double looks) {
        return new SpectrumRow(87e6, 10e3, trace, LevelUnit.DBFS, looks, Rows.EPOCH, "");
    }
}
