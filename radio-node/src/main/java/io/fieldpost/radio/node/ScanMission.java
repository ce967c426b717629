package io.fieldpost.radio.node;

import io.fieldpost.radio.calibration.Calibrated;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import io.fieldpost.radio.spectrum.Trace;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What becomes of the traces of one scan: they are calibrated, handed on, and looked through for emissions. */
final class ScanMission implements ScanActivity.Traces {
    private final String mission;
    private final TraceOutput output;
    private final LevelScale scale;
    private final InstantSource clock;
    private final @Nullable BandMonitor monitor;
    private final MissionActivities.Bands bands;

    /**
     * @param monitor null when nothing is to be detected
     * @param bands told of every trace last
     */
    ScanMission(
            String mission,
            TraceOutput output,
            LevelScale scale,
            InstantSource clock,
            @Nullable BandMonitor monitor,
            MissionActivities.Bands bands) {
        this.mission = mission;
        this.output = output;
        this.scale = scale;
        this.clock = clock;
        this.monitor = monitor;
        this.bands = bands;
    }

    @Override
    public void accept(Trace trace) {
        Calibrated calibrated = scale.of(row(trace, clock.instant()));
        output.put(trace, calibrated);
        if (monitor != null) {
            monitor.step(calibrated.row());
        }
        bands.scanned(trace);
    }

    @Override
    public void beginning() {
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
                trace.clippedFraction() > Overload.CLIPPED_FRACTION ? Overload.NAME : "");
    }
}
