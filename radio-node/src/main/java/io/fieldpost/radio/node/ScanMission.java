package io.fieldpost.radio.node;

import io.fieldpost.radio.calibration.Calibrated;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import io.fieldpost.radio.spectrum.Trace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What becomes of the traces of one scan: they are calibrated, handed on, and looked through for emissions. */
final class ScanMission implements ScanActivity.Traces {
    private final TraceOutput output;
    private final LevelScale scale;
    private final InstantSource clock;
    private final @Nullable BandMonitor monitor;
    private final Consumer<Trace> observer;

    /**
     * @param monitor null when nothing is to be detected
     * @param observer told of every trace last
     */
    ScanMission(
            TraceOutput output,
            LevelScale scale,
            InstantSource clock,
            @Nullable BandMonitor monitor,
            Consumer<Trace> observer) {
        this.output = output;
        this.scale = scale;
        this.clock = clock;
        this.monitor = monitor;
        this.observer = observer;
    }

    @Override
    public void accept(Trace trace) {
        Calibrated calibrated = scale.of(row(trace, clock.instant()));
        output.put(trace, calibrated);
        if (monitor != null) {
            monitor.step(calibrated.row());
        }
        observer.accept(trace);
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
