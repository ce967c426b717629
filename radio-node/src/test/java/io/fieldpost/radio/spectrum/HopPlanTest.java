package io.fieldpost.radio.spectrum;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class HopPlanTest {
    @Property
    void everyCellIsSeenOnceInsideTheFlatPartAndTunedOnTheGrid(
            @ForAll @LongRange(min = 1_000_000, max = 1_000_000_000) long start,
            @ForAll @LongRange(min = 1, max = 30_000_000) long span,
            @ForAll @LongRange(min = 900_001, max = 3_200_000) long rate,
            @ForAll @LongRange(min = 500, max = 50_000) long resolution) {
        Grid grid = Grid.of(start, start + span, resolution);
        Assume.that(grid.cells() > 0);
        HopPlan plan = HopPlan.of(grid, rate);

        int next = 0;
        for (HopPlan.Hop hop : plan.hops()) {
            assertThat(hop.firstIndex()).isEqualTo(next);
            assertThat(hop.centerHz() % resolution).isZero();
            assertThat(hop.centerHz() + hop.firstOffset() * resolution)
                    .isEqualTo(grid.startHz() + hop.firstIndex() * resolution);
            double lowest = (hop.firstOffset() - 0.5) * resolution;
            double highest = (hop.firstOffset() + hop.cells() - 0.5) * resolution;
            assertThat(Math.max(-lowest, highest)).isLessThanOrEqualTo(HopPlan.USABLE_FRACTION / 2 * rate);
            next += hop.cells();
        }
        assertThat(next).isEqualTo(grid.cells());
    }

    @Example
    void gridIsCountedFromZeroHertzWhateverTheEdges() {
        assertThat(Grid.of(87_001_000, 87_049_999, 10_000)).isEqualTo(new Grid(8701, 4, 10_000));
        assertThat(Grid.of(87_000_000, 108_000_000, 25_000)).isEqualTo(new Grid(3480, 841, 25_000));
    }

    @Example
    void narrowScanIsMeasuredBesideTheTunedFrequency() {
        HopPlan plan = HopPlan.of(Grid.of(98_000_000, 98_500_000, 10_000), 2_400_000);

        assertThat(plan.hops()).hasSize(1);
        assertThat(plan.bridgedCells()).isZero();
        assertThat(plan.hops().get(0).centerHz()).isLessThan(98_000_000);
    }

    @Example
    void broadcastBandTakesTwelveHopsAtTheUsualRate() {
        HopPlan plan = HopPlan.of(Grid.of(87_000_000, 108_000_000, 10_000), 2_400_000);

        assertThat(plan.hops()).hasSize(12);
        assertThat(plan.bridgedCells()).isEqualTo(12);
    }
}
