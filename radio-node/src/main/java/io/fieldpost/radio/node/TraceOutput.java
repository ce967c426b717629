package io.fieldpost.radio.node;

import io.fieldpost.driver.Value;
import io.fieldpost.radio.calibration.Calibrated;
import io.fieldpost.radio.spectrum.SpectrumRow;
import io.fieldpost.radio.spectrum.SweepPlan;
import io.fieldpost.radio.spectrum.Trace;

/** Turns traces of one mission into series that say how they were made: levels in whole tenths of a dB, which the store keeps small. */
final class TraceOutput {
    private final String mission;
    private final Surroundings surroundings;
    private final ReceiverPort port;
    private final RowOutput output;
    private long droppedBefore;

    TraceOutput(String mission, Surroundings surroundings, ReceiverPort port, Outlet outlet) {
        this.mission = mission;
        this.surroundings = surroundings;
        this.port = port;
        output = new RowOutput(surroundings, outlet);
    }

    /**
     * Hands on a trace and its statistics.
     *
     * @param calibrated its mean levels
     * @param noiseDb the band's noise floor in a cell
     */
    void put(Trace trace, Calibrated calibrated, double noiseDb) {
        SpectrumRow row = calibrated.row();
        long dropped = port.dropped();
        Value.Record conditions = conditions(trace, calibrated, noiseDb, Math.max(0, dropped - droppedBefore));
        droppedBefore = dropped;
        output.put(mission, row, row.levelDb(), conditions);
        trace.statistics()
                .forEach((statistic, levelDbfs) -> output.put(
                        mission + "/" + statistic.text(),
                        row,
                        shifted(levelDbfs, trace.levelDbfs(), row.levelDb()),
                        conditions));
    }

    /** Calibration adds the same to each level of a cell. */
    private static float[] shifted(float[] levelDbfs, float[] meanDbfs, float[] meanDb) {
        float[] shifted = new float[levelDbfs.length];
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] = levelDbfs[i] + (meanDb[i] - meanDbfs[i]);
        }
        return shifted;
    }

    private Value.Record conditions(Trace trace, Calibrated calibrated, double noiseDb, long dropped) {
        SweepPlan plan = trace.plan();
        double binHz = (double) plan.sampleRateHz() / plan.fftSize();
        Fields fields = output.begin(calibrated)
                .whole("ppm", surroundings.ppm())
                .whole("sample_rate_hz", plan.sampleRateHz())
                .whole("fft_size", plan.fftSize())
                .text("window", plan.window().toString())
                .real("window_enbw_hz", plan.window().enbwBins() * binHz)
                .real("rbw_hz", plan.grid().resolutionHz())
                .whole("averages", plan.averages())
                .real("overlap", plan.overlap())
                .real("looks", Math.rint(trace.looks() * 10) / 10)
                .whole("hops", plan.hopPlan().hops().size())
                .value("bridged", bridged(plan))
                .real("settle_ms", plan.settleSamples() * 1000.0 / plan.sampleRateHz())
                .decibels("noise", noiseDb)
                .real("duration_ms", trace.durationNanos() / 1e6)
                .real("clipped_fraction", trace.clipping().fraction())
                .whole("dropped_samples", dropped)
                .whole("skipped_starts", trace.skippedStarts());
        if (!trace.statistics().isEmpty()) {
            fields.real("quantile_error_db", trace.quantileErrorDb());
        }
        return output.end(fields, calibrated);
    }

    /** Which cells were bridged over the tuned frequencies: {@code count} of them from {@code start_hz} by {@code step_hz}. */
    private static Value bridged(SweepPlan plan) {
        int count = plan.hopPlan().bridgedCells();
        Fields fields = new Fields().whole("count", count);
        if (count > 0) {
            long start = plan.hopPlan().hops().get(0).centerHz();
            fields.whole("start_hz", start);
            if (count > 1) {
                fields.whole("step_hz", plan.hopPlan().hops().get(1).centerHz() - start);
            }
        }
        return fields.record();
    }
}
