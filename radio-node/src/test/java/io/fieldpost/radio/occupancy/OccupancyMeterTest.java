package io.fieldpost.radio.occupancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OccupancyMeterTest {
    private static final Instant TEN = Instant.parse("2026-03-06T10:00:00Z");
    private static final int CELLS = 20;
    private static final float[] FLOOR = new float[CELLS];

    /** Four channels of five 5 kHz cells: 100, 100.025, 100.050 and 100.075 MHz. */
    private static final ChannelPlan PLAN = ChannelPlan.raster(100e6, 100.075e6, 25e3);

    private final OccupancyMeter meter = new OccupancyMeter(PLAN, new ThresholdRule.AboveNoise(5));

    /** Channel 0 in one look of four, channel 1 always, 2 never, 3 half the time: mean (0.25 + 1 + 0 + 0.5) / 4. */
    @Test
    void sharesAreThoseCountedOnPaper() {
        for (int i = 0; i < 900; i++) {
            meter.step(row(i, i % 4 == 0 ? 2 : -1, 5, i % 2 == 0 ? 19 : -1), FLOOR);
        }
        OccupancyReport report = meter.finish().orElseThrow();
        assertThat(report.channels()).extracting(ChannelOccupancy::share).containsExactly(0.25, 1.0, 0.0, 0.5);
        assertThat(report.resourceShare()).isCloseTo(0.4375, within(1e-12));
        // One cell of five where a channel is occupied: 0.4375 / 5.
        assertThat(report.bandShare()).isCloseTo(0.0875, within(1e-12));
        assertThat(report.measuredCells()).isEqualTo(900L * CELLS);
        ChannelCounts counts = report.channels().get(0).counts();
        assertThat(counts.intervals()).isEqualTo(899);
        assertThat(counts.observedMicros()).isEqualTo(899_000_000);
        assertThat(report.channels().get(0).revisitSeconds()).isEqualTo(1);
        assertThat(report.channels().get(0).irregular()).isFalse();
    }

    @Test
    void edgeCellBelongsToOneChannel() {
        meter.step(row(0, 4), FLOOR);
        meter.step(row(1, 5), FLOOR);
        OccupancyReport report = meter.finish().orElseThrow();
        assertThat(report.channels()).extracting(ChannelOccupancy::share).containsExactly(0.5, 0.5, 0.0, 0.0);
    }

    @Test
    void quartersBeginOnTheClockAndAreGivenByTheFirstRowAfterThem() {
        assertThat(meter.step(row(14 * 60 + 59), FLOOR)).isEmpty();
        Optional<OccupancyReport> first = meter.step(row(15 * 60, 0), FLOOR);
        assertThat(first).get().satisfies(report -> {
            assertThat(report.start()).isEqualTo(TEN);
            assertThat(report.channels().get(0).counts().looks()).isEqualTo(1);
        });
        // The interval from 10:14:59 belongs to the quarter in which it ends.
        assertThat(meter.finish().orElseThrow().channels().get(0).counts().intervals())
                .isEqualTo(1);
    }

    @Test
    void suspectRowsAreExcludedAndCountedAndSoAreTheIntervalsAcrossThem() {
        meter.step(row(0, 0), FLOOR);
        meter.step(suspect(1), FLOOR);
        meter.step(row(2, 0), FLOOR);
        meter.step(row(3), FLOOR);
        OccupancyReport report = meter.finish().orElseThrow();
        ChannelCounts counts = report.channels().get(0).counts();
        assertThat(counts.looks()).isEqualTo(3);
        assertThat(counts.suspect()).isEqualTo(1);
        assertThat(counts.intervals()).isEqualTo(1);
        assertThat(report.excludedRows()).isEqualTo(1);
    }

    @Test
    void channelThatWasNotMeasuredIsExcludedAndTheOthersAreNot() {
        SpectrumRow row = row(0, 0, 7);
        for (int i = 0; i < 3; i++) {
            row.levelDb()[i] = Float.NaN;
        }
        row.levelDb()[6] = Float.NaN;
        meter.step(row, FLOOR);
        OccupancyReport report = meter.finish().orElseThrow();
        assertThat(report.channels().get(0).counts().suspect()).isEqualTo(1);
        assertThat(report.channels().get(0).share()).isNaN();
        assertThat(report.channels().get(1).share()).isEqualTo(1);
        assertThat(report.measuredCells()).isEqualTo(14);
    }

    /** Looks at 0, 1, 2, 3, 13 s: occupied, occupied, free, free, occupied. T_O = 1 + ½ + 0 + 10/2 = 6.5 of 13 s. */
    @Test
    void irregularRevisitsAreWeighedByTheirTime() {
        meter.step(row(0, 0), FLOOR);
        meter.step(row(1, 0), FLOOR);
        meter.step(row(2), FLOOR);
        meter.step(row(3), FLOOR);
        meter.step(row(13, 0), FLOOR);
        ChannelOccupancy channel = meter.finish().orElseThrow().channels().get(0);
        assertThat(channel.irregular()).isTrue();
        assertThat(channel.share()).isEqualTo(0.5);
        assertThat(channel.counts().longestMicros()).isEqualTo(10_000_000);
        assertThat(channel.counts().shortestMicros()).isEqualTo(1_000_000);
        // Intervals 1, 1, 1, 10: mean 3.25, standard deviation √(103/4 − 3.25²) = 3.897.
        assertThat(channel.revisitDeviation()).isCloseTo(3.897 / 3.25, within(1e-3));
    }

    @Test
    void fixedLevelNeedsNoFloor() {
        OccupancyMeter fixed = new OccupancyMeter(PLAN, new ThresholdRule.Level(9));
        fixed.step(row(0, 0), new float[0]);
        assertThat(fixed.finish().orElseThrow().channels().get(0).share()).isEqualTo(1);
    }

    @Test
    void hoursAndDaysAreExactlyWhatOneCountOverThemWouldBe() {
        Rollup hours = new Rollup(Duration.ofHours(1));
        Rollup days = new Rollup(Duration.ofDays(1));
        List<OccupancyReport> finished = new ArrayList<>();
        ChannelCounter whole = new ChannelCounter();
        for (int i = 0; i < 2 * 86_400; i += 7) {
            boolean on = i % 11 < 3 || i % 5000 < 200;
            whole.look(on, TEN.plusSeconds(i - 36_000L));
            meter.step(row(i - 36_000, on ? 0 : -1), FLOOR)
                    .flatMap(hours::add)
                    .flatMap(days::add)
                    .ifPresent(finished::add);
        }
        meter.finish().flatMap(hours::add).flatMap(days::add).ifPresent(finished::add);
        assertThat(finished).hasSize(2);
        assertThat(finished.get(0).start()).isEqualTo(Instant.parse("2026-03-06T00:00:00Z"));
        assertThat(finished.get(0).length()).isEqualTo(Duration.ofDays(1));
        ChannelCounts both = finished.get(0)
                .channels()
                .get(0)
                .counts()
                .plus(finished.get(1).channels().get(0).counts());
        assertThat(both).isEqualTo(whole.take());
    }

    @Test
    void reportsOfDifferentPlansAreNotMerged() {
        meter.step(row(0), FLOOR);
        OccupancyMeter other = new OccupancyMeter(ChannelPlan.raster(100e6, 100e6, 25e3), new ThresholdRule.Level(0));
        other.step(row(0), FLOOR);
        OccupancyReport mine = meter.finish().orElseThrow();
        OccupancyReport theirs = other.finish().orElseThrow();
        assertThatThrownBy(() -> mine.plus(theirs)).hasMessageContaining("4 and of 1 channels");
    }

    @Test
    void thresholdOfOneCellOfManyIsLowerButNeverBelowThreeDecibels() {
        assertThat(ThresholdRule.AboveNoise.spread(10, 25e3, 12.5e3).db()).isCloseTo(6.99, within(0.01));
        assertThat(ThresholdRule.AboveNoise.spread(10, 25e3, 1e3).db()).isEqualTo(3);
    }

    private static SpectrumRow suspect(int second) {
        return row(second, "drop", new int[0]);
    }

    private static SpectrumRow row(int second, int... occupiedCells) {
        return row(second, "", occupiedCells);
    }

    private static SpectrumRow row(int second, String suspect, int[] occupiedCells) {
        float[] trace = new float[CELLS];
        for (int cell : occupiedCells) {
            if (cell >= 0) {
                trace[cell] = 10;
            }
        }
        return new SpectrumRow(99.99e6, 5e3, trace, LevelUnit.DBFS, 16, TEN.plusSeconds(second), suspect);
    }
}
