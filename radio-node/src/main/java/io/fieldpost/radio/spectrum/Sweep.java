package io.fieldpost.radio.spectrum;

import org.jspecify.annotations.Nullable;

/**
 * Carries out one plan again and again: tune, let settle, average, next hop. A step function over the samples as they arrive; it neither
 * waits nor reads a clock. One thread; in steady state it allocates a trace's array per scan and nothing per sample.
 */
final class Sweep {
    /** −200 dBFS, far below anything that 8 bits hold: stands for a power of 0. */
    private static final double SMALLEST_POWER = 1e-20;

    // for the life of the plan
    private final SweepPlan plan;
    private final Tuner tuner;
    private final Periodogram periodogram;
    private final CellPower cells;

    // for one scan
    private float[] levels = new float[0];
    private int hopIndex;
    private long goodFrom;
    private long clipped;
    private long startedNanos;

    Sweep(SweepPlan plan, Tuner tuner) {
        this.plan = plan;
        this.tuner = tuner;
        periodogram = new Periodogram(plan.fftSize(), plan.window());
        cells = new CellPower(plan.fftSize(), plan.sampleRateHz(), plan.grid().resolutionHz());
    }

    void begin(long nowNanos) {
        levels = new float[plan.grid().cells()];
        hopIndex = 0;
        clipped = 0;
        startedNanos = nowNanos;
        beginHop();
    }

    private void beginHop() {
        goodFrom = tuner.tune(hop().centerHz()) + plan.settleSamples();
        periodogram.clear();
    }

    private HopPlan.Hop hop() {
        return plan.hopPlan().hops().get(hopIndex);
    }

    /**
     * Takes a run of samples.
     *
     * @param firstSample index of the run's first sample, as {@link Tuner#tune} counts them
     * @param skippedStarts what to note in the trace, if this run ends the scan
     * @return the trace when the scan is finished, which needs another {@link #begin}
     */
    @Nullable
    Trace step(byte[] iq, int length, long firstSample, long nowNanos, long skippedStarts) {
        long settling = goodFrom - firstSample;
        int from = settling <= 0 ? 0 : (int) Math.min(length, 2 * settling);
        while (from < length && periodogram.frames() < plan.averages()) {
            from = periodogram.accept(iq, from, length);
        }
        if (periodogram.frames() < plan.averages()) {
            return null;
        }
        finishHop();
        if (++hopIndex < plan.hopPlan().hops().size()) {
            beginHop();
            return null;
        }
        return new Trace(plan, levels, clippedFraction(), nowNanos - startedNanos, skippedStarts);
    }

    private void finishHop() {
        HopPlan.Hop hop = hop();
        clipped += periodogram.clipped();
        for (int i = 0; i < hop.cells(); i++) {
            int offset = hop.firstOffset() + i;
            levels[hop.firstIndex() + i] = (float) decibels(offset == 0 ? bridge() : cells.of(periodogram, offset));
        }
    }

    /** The false carrier at the tuned frequency is in this cell alone; both neighbours are inside the usable band. */
    private double bridge() {
        return (cells.of(periodogram, -1) + cells.of(periodogram, 1)) / 2;
    }

    private static double decibels(double power) {
        return 10 * Math.log10(Math.max(power, SMALLEST_POWER));
    }

    private double clippedFraction() {
        double values =
                2.0 * plan.fftSize() * plan.averages() * plan.hopPlan().hops().size();
        return clipped / values;
    }
}
