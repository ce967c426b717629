package io.fieldpost.radio.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.spectrum.Decibels;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Answers worked on paper: rows without any randomness. */
class SignalMeterTest {
    private static final double NONE = Double.NaN;

    private final float[] levelDb = filled(200, -100);
    private final float[] noiseDb = filled(200, -100);
    private final SignalMeter meter = new SignalMeter();

    @Test
    void flatSignalMeasuresItsPowerMiddleAndWidth() {
        set(100, 140, -60);

        SignalMeasure measure = measure(1_000_000 + 100_000, 1_000_000 + 139_000, 1_119_000);

        // 40 cells of 10^-6, each with 10^-10 of noise taken away.
        assertThat(measure.levelDb()).isEqualTo(-60 + 16.02, within(0.01));
        assertThat(measure.unit()).isEqualTo(LevelUnit.DBUV_PER_M);
        assertThat(measure.centerHz()).isEqualTo(1_119_500, within(0.01));
        assertThat(measure.offsetHz()).isEqualTo(500, within(0.01));
        // 0.5 % of 40 cells is 0.2 of a cell at each edge.
        assertThat(measure.lowHz()).isEqualTo(1_099_500 + 200, within(0.01));
        assertThat(measure.highHz()).isEqualTo(1_139_500 - 200, within(0.01));
        assertThat(measure.occupiedHz()).isEqualTo(39_600, within(0.01));
        assertThat(measure.resolution()).isEqualTo(SignalMeasure.Resolution.FINE);
        // A straight line in dB falls by 40 dB from cell to cell: 26 dB after 0.65 of it, 6 dB after 0.15.
        assertThat(measure.width26Hz()).isEqualTo(39_000 + 2 * 650, within(0.01));
        assertThat(measure.width6Hz()).isEqualTo(39_000 + 2 * 150, within(0.01));
        assertThat(measure.noiseDb()).isEqualTo(-100 + 15.98, within(0.01));
        assertThat(measure.snrDb()).isEqualTo(40.04, within(0.01));
    }

    @Test
    void skirtsOutsideOfWhatWasFoundBelongToTheSignal() {
        set(100, 120, -60);
        set(90, 100, -80);
        set(120, 130, -80);

        SignalMeasure found = measure(1_100_000, 1_119_000, NONE);

        assertThat(found.levelDb()).isEqualTo(Decibels.of(20 * 1e-6 + 20 * 1e-8), within(0.01));
    }

    @Test
    void strongNeighbourDoesNotBelongToTheSignal() {
        set(100, 120, -70);
        set(123, 140, -50);

        assertThat(measure(1_100_000, 1_119_000, NONE).levelDb()).isEqualTo(-70 + 13.01, within(0.01));
    }

    @Test
    void weakSidebandBeyondAGapBelongsToTheSignal() {
        set(100, 132, -60);
        levelDb[98] = -70;
        levelDb[133] = -70;

        assertThat(measure(1_100_000, 1_131_000, NONE).levelDb()).isEqualTo(Decibels.of(32e-6 + 2e-7), within(0.01));
    }

    @Test
    void emptyCellsOfWhatWasFoundDoNotCount() {
        set(100, 140, -60);

        SignalMeasure measure = measure(1_070_000, 1_170_000, NONE);

        assertThat(measure.occupiedHz()).isEqualTo(39_600, within(0.01));
        assertThat(measure.offsetHz()).isNaN();
    }

    @Test
    void carrierIsFoundBetweenCells() {
        // A parabola through -63, -60, -61.5 has its top at 1/6 of a cell.
        levelDb[99] = -63;
        levelDb[100] = -60;
        levelDb[101] = -61.5f;

        SignalMeasure measure = measure(1_099_000, 1_101_000, 1_100_000);

        assertThat(measure.peakHz()).isEqualTo(1_100_000 + 1000 / 6.0, within(0.1));
        assertThat(measure.centerHz()).isEqualTo(measure.peakHz());
        assertThat(measure.resolution()).isEqualTo(SignalMeasure.Resolution.COARSE);
        assertThat(measure.peakDb()).isEqualTo(-60);
    }

    @Test
    void carrierThatTwoCellsShareHasThePowerOfBoth() {
        levelDb[100] = -63.01f;
        levelDb[101] = -63.01f;

        SignalMeasure measure = measure(1_100_000, 1_100_000, NONE);

        assertThat(measure.levelDb()).isEqualTo(-60, within(0.01));
        assertThat(measure.centerHz()).isEqualTo(1_100_500, within(1.0));
    }

    @Test
    void bandwidthThatEndsInTheNoiseIsNotGiven() {
        set(100, 140, -80);

        SignalMeasure measure = measure(1_100_000, 1_139_000, NONE);

        assertThat(measure.width26Hz()).isNaN();
        assertThat(measure.width6Hz()).isEqualTo(39_000 + 2 * 300, within(0.01));
    }

    @Test
    void shareOfThePowerCanBeChosen() {
        set(100, 140, -60);

        SignalMeasure measure = new SignalMeter(0.9)
                .measure(row(), noiseDb, 1_100_000, 1_139_000, NONE)
                .orElseThrow();

        assertThat(measure.occupiedHz()).isEqualTo(36_000, within(0.01));
        assertThatThrownBy(() -> new SignalMeter(1))
                .hasMessage("share of the power in the occupied bandwidth is not between 0.5 and 1: 1.0");
    }

    @Test
    void nothingIsMeasuredWhereNothingIs() {
        assertThat(meter.measure(row(), noiseDb, 1_100_000, 1_110_000, NONE)).isEmpty();
        assertThat(meter.measure(row(), noiseDb, 2_000_000, 2_010_000, NONE)).isEmpty();
        Arrays.fill(levelDb, Float.NaN);
        assertThat(meter.measure(row(), noiseDb, 1_100_000, 1_110_000, NONE)).isEmpty();
    }

    @Test
    void unmeasuredCellsAndEdgesOfTheRowAreNoTrouble() {
        set(0, 10, -60);
        levelDb[4] = Float.NaN;
        set(190, 200, -60);

        assertThat(measure(990_000, 1_009_000, NONE).levelDb()).isEqualTo(-60 + 9.54, within(0.01));
        assertThat(measure(1_190_000, 1_250_000, NONE).levelDb()).isEqualTo(-60 + 10, within(0.01));
    }

    @Test
    void channelTakesTheShareOfItsEdgeCells() {
        set(100, 103, -60);
        // From the middle of cell 100 to the middle of cell 102: half, one, half.
        ChannelPower channel = ChannelPower.of(row(), noiseDb, 1_100_000, 1_102_000);

        assertThat(channel.totalDb()).isEqualTo(-60 + 3.01, within(0.01));
        assertThat(channel.signalDb()).isEqualTo(Decibels.of(2e-6 - 2e-10), within(1e-4));
        assertThat(channel.noiseDb()).isEqualTo(-100 + 3.01, within(0.01));
        assertThat(channel.snrDb()).isEqualTo(40, within(0.01));
        assertThat(channel.measuredShare()).isEqualTo(1, within(1e-9));
        assertThat(channel.unit()).isEqualTo(LevelUnit.DBUV_PER_M);
    }

    @Test
    void channelWithoutASignalSaysSo() {
        ChannelPower channel = ChannelPower.of(row(), noiseDb, 1_100_000, 1_110_000);

        assertThat(channel.totalDb()).isEqualTo(-90, within(0.01));
        assertThat(channel.signalDb()).isNaN();
        assertThat(ChannelPower.of(row(), noiseDb, 3_000_000, 3_010_000).totalDb())
                .isNaN();
    }

    @Test
    void channelThatWasMeasuredInPartIsScaledUp() {
        set(100, 110, -60);
        levelDb[100] = Float.NaN;

        ChannelPower channel = ChannelPower.of(row(), noiseDb, 1_099_500, 1_109_500);

        assertThat(channel.totalDb()).isEqualTo(-50, within(0.01));
        assertThat(channel.measuredShare()).isEqualTo(0.9, within(1e-9));
    }

    private SignalMeasure measure(double startHz, double stopHz, double nominalHz) {
        return meter.measure(row(), noiseDb, startHz, stopHz, nominalHz).orElseThrow();
    }

    private SpectrumRow row() {
        return new SpectrumRow(1e6, 1000, levelDb, LevelUnit.DBUV_PER_M, 100, Instant.EPOCH, "");
    }

    private void set(int from, int to, float db) {
        Arrays.fill(levelDb, from, to, db);
    }

    private static float[] filled(int cells, float db) {
        float[] values = new float[cells];
        Arrays.fill(values, db);
        return values;
    }
}
