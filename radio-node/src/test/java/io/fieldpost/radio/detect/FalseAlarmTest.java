package io.fieldpost.radio.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.radio.simulation.GammaNoise;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** False alarms of single cells and false emissions of whole scans, in simulated noise. */
class FalseAlarmTest {
    private static final int FM_CELLS = 2100;

    /** 2.1 million cells at 1e-3: 2100 ± 46 (one standard deviation) are expected; the test allows four of them and a floor's error. */
    @ParameterizedTest
    @CsvSource({"1", "4.5", "16", "100"})
    void cellsOfNoiseExceedTheThresholdAsOftenAsWanted(double looks) {
        ThresholdLine gamma = ThresholdLine.of(new Threshold.Fcme(1e-3));
        assertThat(exceeding(gamma, looks, 1000)).isBetween(1916L, 2284L);
    }

    /** Neighbours share training cells, so counts scatter a little more than binomially. */
    @ParameterizedTest
    @CsvSource({"1", "16"})
    void cfarKeepsTheRateWithoutKnowingTheFloor(double looks) {
        assertThat(exceeding(ThresholdLine.of(new Threshold.CellAveraging(1e-3, 120e3, 20e3)), looks, 500))
                .isBetween(880L, 1220L);
        assertThat(exceeding(ThresholdLine.of(new Threshold.OrderedStatistic(1e-3, 120e3, 20e3)), looks, 150))
                .isBetween(240L, 390L);
    }

    /**
     * The bound scales with the third power of the cell's probability. At settings for 20,000 a day, a fortieth of a day has at most 500
     * false emissions by the bound, and the simulation, floor estimated from the rows themselves, must stay below it and not be
     * a different thing altogether. {@link FalseEmissionDays} runs whole days at the default.
     */
    @Test
    void falseEmissionsStayBelowTheBound() {
        FalseEmissionDays days = new FalseEmissionDays(20_000, FM_CELLS, Rows.LOOKS, 4);
        days.run(86_400 / 40);
        assertThat(days.emissions()).isBetween(15L, 450L);
    }

    @Test
    void probabilityFollowsFromEmissionsADayAndBack() {
        double probability = FalseEmissions.cellProbability(1, FM_CELLS, Duration.ofSeconds(1), Persistence.DEFAULT);
        // 2100 cells · 86400 rows · C(4, 2) · 7² · p³ = 1
        assertThat(2100.0 * 86_400 * 6 * 49 * Math.pow(probability, 3)).isBetween(0.999, 1.001);
        assertThat(FalseEmissions.perDay(probability, FM_CELLS, Duration.ofSeconds(1), Persistence.DEFAULT))
                .isBetween(0.999, 1.001);
    }

    private static long exceeding(ThresholdLine line, double looks, int rows) {
        GammaNoise noise = new GammaNoise(looks);
        SplittableRandom random = new SplittableRandom(7);
        float[] trace = new float[FM_CELLS];
        float[] floor = new float[FM_CELLS];
        float[] threshold = new float[FM_CELLS];
        long count = 0;
        for (int i = 0; i < rows; i++) {
            noise.fill(trace, random);
            SpectrumRow row = new SpectrumRow(87e6, 10e3, trace, LevelUnit.DBFS, looks, Rows.EPOCH, "");
            Arrays.fill(floor, 0);
            line.draw(row, floor, threshold);
            for (int cell = 0; cell < trace.length; cell++) {
                count += trace[cell] >= threshold[cell] ? 1 : 0;
            }
        }
        return count;
    }
}
