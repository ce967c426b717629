package io.fieldpost.radio.spectrum;

import io.fieldpost.radio.sample.ClippedShare;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one scan has found so far. */
final class SweepResult {
    /** −200 dBFS, far below anything that 8 bits hold: stands for a power of 0. */
    private static final double SMALLEST_POWER = 1e-20;

    private final SweepPlan plan;
    private final CellPower cells;
    private final float[] levels;
    private final Map<Statistic, float[]> others = new LinkedHashMap<>();
    private final BitSet interpolated;

    SweepResult(SweepPlan plan, CellPower cells) {
        this.plan = plan;
        this.cells = cells;
        levels = new float[plan.grid().cells()];
        interpolated = new BitSet(levels.length);
        for (Statistic statistic : plan.statistics()) {
            others.put(statistic, new float[levels.length]);
        }
    }

    /** Takes what a hop gave. */
    void add(HopPlan.Hop hop, Periodogram periodogram, CellStatistics statistics) {
        for (int i = 0; i < hop.cells(); i++) {
            int offset = hop.firstOffset() + i;
            levels[hop.firstIndex() + i] = decibels(
                    offset == 0
                            ? (cells.of(periodogram, -1) + cells.of(periodogram, 1)) / 2
                            : cells.of(periodogram, offset));
        }
        others.forEach((statistic, into) -> add(hop, statistic, statistics, into));
        if (hop.bridged()) {
            interpolated.set(hop.firstIndex() - hop.firstOffset());
        }
    }

    /**
     * The false carrier at the tuned frequency is in its cell alone. Both neighbours are inside the usable band, and the hop gives one of them
     * at least; at the edge of a hop that one stands for both.
     */
    private static void add(HopPlan.Hop hop, Statistic statistic, CellStatistics of, float[] into) {
        int center = -hop.firstOffset();
        for (int i = 0; i < hop.cells(); i++) {
            if (i != center) {
                into[hop.firstIndex() + i] = decibels(of.of(statistic, i));
            }
        }
        if (hop.bridged()) {
            int below = center > 0 ? center - 1 : center + 1;
            int above = center < hop.cells() - 1 ? center + 1 : center - 1;
            into[hop.firstIndex() + center] = decibels((of.of(statistic, below) + of.of(statistic, above)) / 2);
        }
    }

    private static float decibels(double power) {
        return (float) (10 * Math.log10(Math.max(power, SMALLEST_POWER)));
    }

    Trace trace(
            CellStatistics statistics, double looks, ClippedShare clipping, long durationNanos, long skippedStarts) {
        return new Trace(
                plan,
                levels,
                others,
                statistics.quantileErrorDb(),
                interpolated,
                looks,
                clipping,
                durationNanos,
                skippedStarts);
    }
}
