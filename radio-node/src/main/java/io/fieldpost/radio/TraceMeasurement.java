package io.fieldpost.radio;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.ReceiverSetup;
import io.fieldpost.radio.spectrum.Grid;
import io.fieldpost.radio.spectrum.SweepPlan;
import io.fieldpost.radio.spectrum.Trace;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns traces of one connection into measurements that say how they were made. */
final class TraceMeasurement {
    /** Above this share of clipped values the front end makes products of its own, and levels can't be trusted. */
    static final double OVERLOAD = 1e-3;

    private final String tuner;
    private final ReceiverSetup setup;

    TraceMeasurement(String tuner, ReceiverSetup setup) {
        this.tuner = tuner;
        this.setup = setup;
    }

    /**
     * A series in dB below full scale over Hz, complete at {@code now}.
     *
     * @param droppedSamples lost since the mission's last trace
     */
    Measurement of(Point point, Trace trace, long droppedSamples, Instant now) {
        Grid grid = trace.plan().grid();
        Value series = new Value.Series(
                grid.startHz(), grid.resolutionHz(), "Hz", trace.levelDbfs(), conditions(trace, droppedSamples));
        Quality quality = trace.clippedFraction() > OVERLOAD ? Quality.UNCERTAIN_SENSOR_NOT_ACCURATE : Quality.GOOD;
        return new Measurement(point, series, quality, now, now);
    }

    private Value.Record conditions(Trace trace, long droppedSamples) {
        SweepPlan plan = trace.plan();
        double binHz = (double) plan.sampleRateHz() / plan.fftSize();
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("receiver", new Value.Text(tuner));
        fields.put("gain_db", setup.gain() instanceof Gain.Fixed gain ? new Value.Real(gain.db()) : new Value.Absent());
        fields.put("ppm", new Value.Int(setup.ppm()));
        fields.put("calibration", new Value.Text("none"));
        fields.put("sample_rate_hz", new Value.Int(plan.sampleRateHz()));
        fields.put("fft_size", new Value.Int(plan.fftSize()));
        fields.put("window", new Value.Text(plan.window().toString()));
        fields.put("window_enbw_hz", new Value.Real(plan.window().enbwBins() * binHz));
        fields.put("rbw_hz", new Value.Real(plan.grid().resolutionHz()));
        fields.put("averages", new Value.Int(plan.averages()));
        fields.put("hops", new Value.Int(plan.hopPlan().hops().size()));
        fields.put("bridged", bridged(plan));
        fields.put("settle_ms", new Value.Real(plan.settleSamples() * 1000.0 / plan.sampleRateHz()));
        fields.put("duration_ms", new Value.Real(trace.durationNanos() / 1e6));
        fields.put("clipped_fraction", new Value.Real(trace.clippedFraction()));
        fields.put("dropped_samples", new Value.Int(droppedSamples));
        fields.put("skipped_starts", new Value.Int(trace.skippedStarts()));
        return new Value.Record(fields);
    }

    /** Which cells were bridged over the tuned frequencies: {@code count} of them from {@code start_hz} by {@code step_hz}. */
    private static Value bridged(SweepPlan plan) {
        int count = plan.hopPlan().bridgedCells();
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("count", new Value.Int(count));
        if (count > 0) {
            long start = plan.hopPlan().hops().get(0).centerHz();
            fields.put("start_hz", new Value.Int(start));
            if (count > 1) {
                fields.put("step_hz", new Value.Int(plan.hopPlan().hops().get(1).centerHz() - start));
            }
        }
        return new Value.Record(fields);
    }
}
