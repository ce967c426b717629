package io.fieldpost.radio.spectrum;

import io.fieldpost.radio.sample.ClippedShare;
import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.spectrum.fft.KernelTrial;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one plan again and again: tune, let settle, average, next hop. A step function over the samples as they arrive; it neither
 * waits nor reads a clock. One thread; in steady state it allocates a trace's arrays per scan and nothing per sample.
 */
public final class Sweep {
    // for the life of the plan
    private final SweepPlan plan;
    private final Tuner tuner;
    private final CellPower cells;
    private final double looks;

    // as long as samples are of one format
    private Periodogram periodogram;
    private CellStatistics statistics;

    // for one scan
    private SweepResult result;
    private int hopIndex;
    private long goodFrom;
    private long clipped;
    private long startedNanos;

    /** A sweep that has not begun. */
    public Sweep(SweepPlan plan, Tuner tuner) {
        this.plan = plan;
        this.tuner = tuner;
        cells = new CellPower(plan.fftSize(), plan.sampleRateHz(), plan.grid().resolutionHz());
        looks = new Looks(plan.window().coefficients(plan.fftSize()), plan.stepSamples())
                .of(cells.shares(), plan.averages());
        result = new SweepResult(plan, cells);
        statistics = statistics();
        periodogram = periodogram(SampleFormat.CU8);
    }

    private CellStatistics statistics() {
        int widest = 0;
        for (HopPlan.Hop hop : plan.hopPlan().hops()) {
            widest = Math.max(widest, hop.cells());
        }
        double binScale = plan.window().binScale(plan.fftSize());
        return new CellStatistics(cells, plan.statistics().isEmpty() ? 0 : widest, binScale, plan.statistics());
    }

    private Periodogram periodogram(SampleFormat format) {
        FramePowers observer = plan.statistics().isEmpty() ? null : statistics;
        return new Periodogram(
                plan.fftSize(), plan.window(), format, plan.stepSamples(), KernelTrial.shared(), observer);
    }

    /** Begins a scan: tunes to its first hop. */
    public void begin(long nowNanos) {
        result = new SweepResult(plan, cells);
        hopIndex = 0;
        clipped = 0;
        startedNanos = nowNanos;
        beginHop();
    }

    /** Goes on after an interruption: tunes to the hop that was not finished, and measures it anew. */
    public void resume() {
        beginHop();
    }

    private void beginHop() {
        goodFrom = tuner.tune(hop().centerHz()) + plan.settleSamples();
        clear();
    }

    private void clear() {
        periodogram.clear();
        statistics.begin(hop());
    }

    private HopPlan.Hop hop() {
        return plan.hopPlan().hops().get(hopIndex);
    }

    /**
     * Takes a run of samples. When their format is another than before, what the hop had is forgotten.
     *
     * @param length bytes of it to use, whole samples
     * @param firstSample index of the run's first sample, as {@link Tuner#tune} counts them
     * @param skippedStarts what to note in the trace, if this run ends the scan
     * @return the trace when the scan is finished, which needs another {@link #begin}
     */
    public @Nullable Trace step(
            byte[] data, int length, SampleFormat format, long firstSample, long nowNanos, long skippedStarts) {
        if (format != periodogram.format()) {
            periodogram = periodogram(format);
            clear();
        }
        long settling = goodFrom - firstSample;
        int from = settling <= 0 ? 0 : (int) Math.min(length, format.bytesPerSample() * settling);
        while (from < length && periodogram.frames() < plan.averages()) {
            from = periodogram.accept(data, from, length);
        }
        if (periodogram.frames() < plan.averages()) {
            return null;
        }
        finishHop();
        if (++hopIndex < plan.hopPlan().hops().size()) {
            beginHop();
            return null;
        }
        long values = 2 * plan.usedSamples() * plan.hopPlan().hops().size();
        ClippedShare clipping = new ClippedShare(format, clipped, values);
        return result.trace(statistics, looks, clipping, nowNanos - startedNanos, skippedStarts);
    }

    private void finishHop() {
        periodogram.finish();
        clipped += periodogram.clipped();
        result.add(hop(), periodogram, statistics);
    }
}
