package io.fieldpost.radio.node;

import io.fieldpost.radio.calibration.Calibrated;
import io.fieldpost.radio.gain.Overload;
import io.fieldpost.radio.measure.NoiseTracker;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import io.fieldpost.radio.spectrum.Trace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the traces of one scan: they are calibrated, handed on with their noise floor, and looked through for emissions. A trace is
 * suspect for {@code drop} when a loss was told while it was measured; where losses are told late, that can be the trace after the one concerned.
 */
final class ScanMission implements ScanActivity.Traces {
    private final String mission;
    private final TraceOutput output;
    private final LongSupplier dropped;
    private final NoiseTracker noise;
    private final LevelScale scale;
    private final InstantSource clock;
    private final @Nullable BandMonitor monitor;
    private final MissionActivities.Bands bands;
    private long droppedBefore;

    /**
     * @param dropped samples lost so far
     * @param noise of this band
     * @param monitor null when nothing is to be detected
     * @param bands told of every trace last
     */
    ScanMission(
            String mission,
            TraceOutput output,
            LongSupplier dropped,
            NoiseTracker noise,
            LevelScale scale,
            InstantSource clock,
            @Nullable BandMonitor monitor,
            MissionActivities.Bands bands) {
        this.mission = mission;
        this.output = output;
        this.dropped = dropped;
        this.noise = noise;
        this.scale = scale;
        this.clock = clock;
        this.monitor = monitor;
        this.bands = bands;
    }

    @Override
    public void accept(Trace trace, long nowNanos) {
        SpectrumRow row = row(trace, clock.instant());
        Calibrated calibrated = scale.of(dropped.getAsLong() == droppedBefore ? row : row.dropped());
        noise.step(calibrated.row());
        output.put(trace, calibrated, noise.medianDb());
        if (monitor != null) {
            monitor.step(calibrated.row());
        }
        bands.scanned(trace);
    }

    @Override
    public void beginning() {
        droppedBefore = dropped.getAsLong();
        bands.beginning(mission);
    }

    /** The mean levels of a trace that was complete at a time. */
    static SpectrumRow row(Trace trace, Instant time) {
        return new SpectrumRow(
                trace.plan().grid().startHz(),
                trace.plan().grid().resolutionHz(),
                trace.levelDbfs(),
                LevelUnit.DBFS,
                trace.looks(),
                time,
                Overload.of(trace.clipping()).suspect());
    }
}
