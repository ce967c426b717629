package io.fieldpost.radio.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.simulation.SignalSource;
import io.fieldpost.radio.simulation.Station;
import io.fieldpost.radio.simulation.Tones;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A scan over a signal of known levels, without a receiver: the signal is asked for wherever the sweep tunes. */
class SweepTest {
    private static final long RATE = 2_400_000;
    private static final long RESOLUTION = 10_000;

    @Test
    void tonesOfTwoHopsReadTheirLevelsAtTheirPlacesOnTheGrid() {
        Grid grid = Grid.of(96_000_000, 99_000_000, RESOLUTION);
        Trace trace = sweep(
                grid, new Tones(List.of(new Station("a", 96_200_000, -20), new Station("b", 98_730_000, -32)), -104));

        assertThat(trace.plan().hopPlan().hops()).hasSize(2);
        assertThat(trace.levelDbfs()).hasSize(301);
        assertThat(trace.levelDbfs()[20]).isEqualTo(-20, within(0.1f));
        assertThat(trace.levelDbfs()[273]).isEqualTo(-32, within(0.1f));
        // One cell further, a carrier has left no more than its noise.
        assertThat(trace.levelDbfs()[22]).isLessThan(-58);
        assertThat(trace.levelDbfs()[18]).isLessThan(-58);
    }

    @Test
    void noiseReadsItsDensityTimesTheResolution() {
        Trace trace = sweep(Grid.of(96_000_000, 99_000_000, RESOLUTION), new Tones(List.of(), -95));

        double sum = 0;
        for (float level : trace.levelDbfs()) {
            sum += Math.pow(10, level / 10);
        }
        // -95 dBFS/Hz in 10 kHz, and 0.06 dB of the converter's own noise (-113.7 dBFS/Hz).
        assertThat(10 * Math.log10(sum / 301)).isEqualTo(-54.94, within(0.15));
    }

    @Test
    void toneBetweenTwoCellsIsSharedByThem() {
        Trace trace = sweep(
                Grid.of(98_000_000, 98_500_000, RESOLUTION),
                new Tones(List.of(new Station("between", 98_205_000, -20)), -104));

        double lower = trace.levelDbfs()[20];
        double upper = trace.levelDbfs()[21];
        assertThat(10 * Math.log10(Math.pow(10, lower / 10) + Math.pow(10, upper / 10)))
                .isEqualTo(-20, within(0.05));
        assertThat(lower).isEqualTo(-23.01, within(0.5));
        assertThat(upper).isEqualTo(-23.01, within(0.5));
    }

    @Test
    void falseCarrierAtTheTunedFrequencyDoesNotShow() {
        Grid grid = Grid.of(96_000_000, 99_000_000, RESOLUTION);
        SweepPlan plan = plan(grid);
        SignalSource leaky = (center, rate, gain) ->
                new Tones(List.of(new Station("leak", center, -20)), -104).loop(center, rate, gain);

        Trace trace = sweep(grid, leaky);

        assertThat(plan.hopPlan().bridgedCells()).isEqualTo(2);
        for (float level : trace.levelDbfs()) {
            assertThat(level).isLessThan(-58);
        }
    }

    @Test
    void samplesOfTheSettleTimeAreNotUsed() {
        Grid grid = Grid.of(98_000_000, 98_500_000, RESOLUTION);
        SweepPlan plan = SweepPlan.of("settling", grid, RATE, Window.HANN, 4, 5000);
        Sweep sweep = new Sweep(plan, center -> 100);
        byte[] loud = new byte[10_200];
        byte[] quiet = new Tones(List.of(), -104).loop(98_000_000, RATE, 0);
        sweep.begin(0);

        // Samples 0 to 5099 came before the tuning or within 5000 samples of it; all are at a rail.
        assertThat(sweep.step(loud, loud.length, SampleFormat.CU8, 0, 0, 0)).isNull();
        Trace trace = sweep.step(quiet, 8 * plan.fftSize(), SampleFormat.CU8, 5100, 9, 0);

        assertThat(trace).isNotNull();
        assertThat(trace.clipping().fraction()).isZero();
        assertThat(trace.durationNanos()).isEqualTo(9);
    }

    /** A carrier that is there in one quarter of the transforms. */
    @Test
    void keyedCarrierShowsInTheMaximumAndInHighQuantilesAlone() {
        Grid grid = Grid.of(98_000_000, 98_500_000, RESOLUTION);
        List<Statistic> asked =
                List.of(Statistic.MIN, Statistic.MAX, Statistic.MEDIAN, Statistic.parse("p70"), Statistic.parse("p90"));
        SweepPlan plan = plan(grid).withStatistics(asked, 0);
        byte[] on = new Tones(List.of(new Station("keyed", 98_200_000, -20)), -104).loop(tuned(plan), RATE, 0);
        byte[] off = new Tones(List.of(), -104).loop(tuned(plan), RATE, 0);
        Sweep sweep = new Sweep(plan, center -> 0);
        sweep.begin(0);
        Trace trace = null;
        for (int frame = 0; trace == null; frame++) {
            byte[] from = frame % 4 == 0 ? on : off;
            trace = sweep.step(from, 2 * plan.fftSize(), SampleFormat.CU8, 0, 0, 0);
        }

        assertThat(trace.levelDbfs()[20]).isEqualTo(-26.02f, within(0.1f));
        assertThat(trace.statistics().keySet()).containsExactlyElementsOf(asked);
        assertThat(trace.statistics().get(Statistic.MAX)[20]).isEqualTo(-20, within(0.1f));
        assertThat(trace.statistics().get(Statistic.parse("p90"))[20]).isEqualTo(-20, within(0.15f));
        assertThat(trace.statistics().get(Statistic.parse("p70"))[20]).isLessThan(-58);
        assertThat(trace.statistics().get(Statistic.MEDIAN)[20]).isLessThan(-58);
        assertThat(trace.statistics().get(Statistic.MIN)[20])
                .isLessThanOrEqualTo(trace.statistics().get(Statistic.MEDIAN)[20]);
        assertThat(trace.quantileErrorDb()).isEqualTo(0.134, within(1e-3));
    }

    @Test
    void bridgedCellsAreNamedAndTheirStatisticsBridgedToo() {
        Grid grid = Grid.of(96_000_000, 99_000_000, RESOLUTION);
        SweepPlan plan = plan(grid).withStatistics(List.of(Statistic.MAX));
        SignalSource leaky = (center, rate, gain) ->
                new Tones(List.of(new Station("leak", center, -20)), -104).loop(center, rate, gain);

        Trace trace = sweep(plan, leaky);

        assertThat(trace.interpolated().stream().mapToObj(i -> grid.startHz() + i * RESOLUTION))
                .containsExactlyElementsOf(plan.hopPlan().hops().stream()
                        .map(HopPlan.Hop::centerHz)
                        .toList());
        for (float level : trace.statistics().get(Statistic.MAX)) {
            assertThat(level).isLessThan(-50);
        }
        assertThat(plan.overlap()).isEqualTo(0.5);
    }

    /**
     * A cell is 4.267 bins, of which the outer two have a share of 0.633: 4.267² / (3.80 + 2 · 3.267 · 4/9 + 2 · 2.267 / 36) = 2.665 looks a
     * transform. Overlapped ones tell less each.
     */
    @Test
    void traceSaysHowManyIndependentSpectraItStandsFor() {
        Grid grid = Grid.of(98_000_000, 98_500_000, RESOLUTION);
        SignalSource noise = new Tones(List.of(), -95);

        assertThat(sweep(plan(grid), noise).looks()).isEqualTo(64 * 2.665, within(0.3));
        double overlapped = sweep(plan(grid).withStatistics(List.of(Statistic.MEDIAN)), noise)
                .looks();
        assertThat(overlapped).isBetween(64 * 2.665 * 0.8, 64 * 2.665);
    }

    @Test
    void samplesMayBeOfAnyFormat() {
        Grid grid = Grid.of(98_000_000, 98_500_000, RESOLUTION);
        SweepPlan plan = plan(grid);
        byte[] unsigned = new Tones(List.of(new Station("a", 98_200_000, -20)), -104).loop(tuned(plan), RATE, 0);
        byte[] signed = unsigned.clone();
        for (int i = 0; i < signed.length; i++) {
            signed[i] ^= (byte) 0x80;
        }
        Sweep sweep = new Sweep(plan, center -> 0);
        sweep.begin(0);
        Trace trace = null;
        while (trace == null) {
            trace = sweep.step(signed, signed.length, SampleFormat.CS8, 0, 0, 0);
        }

        assertThat(trace.levelDbfs()[20]).isEqualTo(-20, within(0.1f));
        assertThat(trace.levelDbfs()[25]).isLessThan(-50);
    }

    private static long tuned(SweepPlan plan) {
        return plan.hopPlan().hops().get(0).centerHz();
    }

    private static SweepPlan plan(Grid grid) {
        return SweepPlan.of("test", grid, RATE, Window.HANN, 64, 0);
    }

    private static Trace sweep(Grid grid, SignalSource source) {
        return sweep(plan(grid), source);
    }

    private static Trace sweep(SweepPlan plan, SignalSource source) {
        byte[][] loop = new byte[1][];
        Sweep sweep = new Sweep(plan, center -> {
            loop[0] = source.loop(center, RATE, 0);
            return 0;
        });
        sweep.begin(0);
        Trace trace = null;
        while (trace == null) {
            trace = sweep.step(loop[0], loop[0].length, SampleFormat.CU8, 0, 0, 0);
        }
        return trace;
    }
}
