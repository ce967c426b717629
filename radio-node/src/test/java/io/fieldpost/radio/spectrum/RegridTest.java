package io.fieldpost.radio.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Answers worked on paper: 0 dB is a power of 1. */
class RegridTest {
    private static final float MISSING = Float.NaN;

    /** Cells of 10 kHz around 90, 100 and 110 kHz. */
    private final Regrid regrid = new Regrid(new Grid(9, 3, 10_000));

    @Test
    void rowOnTheSameGridStaysAsItIs() {
        SpectrumRow row = regrid.of(row(90_000, 10_000, -3, 40, -7));

        assertThat(row.startHz()).isEqualTo(90_000);
        assertThat(row.stepHz()).isEqualTo(10_000);
        assertThat(row.looks()).isEqualTo(6);
        assertThat(row.unit()).isEqualTo(LevelUnit.DBUV);
        assertThat(row.suspect()).isEqualTo("overload");
        assertThat(row.levelDb()).containsExactly(new float[] {-3, 40, -7}, within(1e-4f));
    }

    @Test
    void powersOfNarrowerCellsAddUpAndSoDoTheirLooks() {
        // 86.25, 88.75, … 113.75 kHz: four to a cell, the last of each cell 10 dB stronger: 3 + 10 = 13, 11.14 dB.
        float[] levels = new float[12];
        levels[3] = 10;
        levels[7] = 10;
        levels[11] = 10;
        SpectrumRow row = regrid.of(row(86_250, 2_500, levels));

        assertThat(row.looks()).isEqualTo(24);
        assertThat(row.levelDb()).containsExactly(new float[] {11.1394f, 11.1394f, 11.1394f}, within(1e-3f));
    }

    @Test
    void cellAcrossTheEdgeIsShared() {
        // 85, 90, … 115 kHz: a cell takes the one in its middle whole and half of each neighbour.
        SpectrumRow row = regrid.of(row(85_000, 5_000, 0, 0, 0, 20, 0, 0, 0));

        // ½ + 1 + 50; ½·100 + … : cell at 90: 85½ 90 95½ = ½+1+½; at 100: 95½ 100 105½ = ½+100+½.
        assertThat(row.levelDb()).containsExactly(new float[] {3.0103f, 20.0432f, 3.0103f}, within(1e-3f));
    }

    @Test
    void noPowerIsLostOrCountedTwiceWhateverTheSteps() {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            Grid grid = new Grid(9, 50, 10_000);
            double step = 300 + 9_700 * random.nextDouble();
            double low = 85_000 - step * random.nextDouble();
            float[] levels = new float[(int) (520_000 / step)];
            double inside = 0;
            for (int k = 0; k < levels.length; k++) {
                levels[k] = (float) (30 * random.nextDouble());
                double from = Math.max(85_000, low + k * step);
                double to = Math.min(585_000, low + (k + 1) * step);
                inside += Math.max(0, to - from) / step * Math.pow(10, levels[k] / 10.0);
            }
            double sum = 0;
            for (float level :
                    new Regrid(grid).of(row(low + step / 2, step, levels)).levelDb()) {
                sum += Math.pow(10, level / 10.0);
            }
            assertThat(sum).as("steps of %s Hz from %s Hz", step, low).isCloseTo(inside, within(1e-4 * inside));
        }
    }

    @Test
    void cellMeasuredInPartHasTheDensityOfThatPartAndLessThanHalfIsNothing() {
        SpectrumRow row = regrid.of(row(86_250, 2_500, 0, 0, 0, MISSING, 0, MISSING, MISSING, MISSING, 0, 0));

        // Three of four cells of power 1 stand for 4; one of four is too little; the last cell is measured by half.
        assertThat(row.levelDb()[0]).isCloseTo(6.0206f, within(1e-3f));
        assertThat(row.levelDb()[1]).isNaN();
        assertThat(row.levelDb()[2]).isCloseTo(6.0206f, within(1e-3f));
    }

    @Test
    void whatIsCoarserOrElsewhereIsRefused() {
        assertThatThrownBy(() -> regrid.of(row(90_000, 12_500, 0, 0)))
                .hasMessage(
                        "the receiver's cells of 12500 Hz are wider than the resolution of 10000 Hz: have it measure in"
                                + " narrower ones, or take a coarser resolution");
        assertThatThrownBy(() -> regrid.of(row(120_000, 5_000, 0, 0)))
                .hasMessage(
                        "the receiver measures 120000 Hz to 125000 Hz, and nothing of 90000 Hz to 110000 Hz: have it"
                                + " measure this band, or scan that one");
        assertThatThrownBy(() -> regrid.of(row(70_000, 5_000, 0, 0))).hasMessageContaining("nothing of 90000 Hz");
    }

    private static SpectrumRow row(double startHz, double stepHz, float... levels) {
        return new SpectrumRow(startHz, stepHz, levels, LevelUnit.DBUV, 6, Instant.EPOCH, "overload");
    }
}
