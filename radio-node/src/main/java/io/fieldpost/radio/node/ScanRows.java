package io.fieldpost.radio.node;

import io.fieldpost.driver.Value;
import io.fieldpost.radio.calibration.Calibrated;
import io.fieldpost.radio.measure.NoiseTracker;
import io.fieldpost.radio.spectrum.Regrid;
import io.fieldpost.radio.spectrum.SpectrumRow;
import org.jspecify.annotations.Nullable;

/** What becomes of the rows of one scan: they are put onto the grid, calibrated, handed on, and looked through for emissions. */
final class ScanRows implements RowMission.Rows {
    private final String mission;
    private final Instrument instrument;
    private final RowOutput output;
    private final Regrid regrid;
    private final LevelScale scale;
    private final NoiseTracker noise;
    private final @Nullable BandMonitor monitor;
    private long droppedBefore;

    /**
     * @param noise of this band
     * @param monitor null when nothing is to be detected
     */
    ScanRows(
            String mission,
            PanoramaParts parts,
            Regrid regrid,
            LevelScale scale,
            NoiseTracker noise,
            @Nullable BandMonitor monitor) {
        this.mission = mission;
        instrument = parts.instrument();
        output = new RowOutput(parts.surroundings(), parts.outlet());
        this.regrid = regrid;
        this.scale = scale;
        this.noise = noise;
        this.monitor = monitor;
        droppedBefore = instrument.receiver().dropped();
    }

    @Override
    public void check(SpectrumRow row) {
        regrid.check(row);
    }

    @Override
    public void accept(SpectrumRow row, long skippedStarts) {
        Calibrated calibrated = scale.of(regrid.of(row));
        SpectrumRow levels = calibrated.row();
        noise.step(levels);
        output.put(mission, levels, levels.levelDb(), conditions(row, calibrated, skippedStarts));
        if (monitor != null) {
            monitor.step(levels);
        }
    }

    private Value.Record conditions(SpectrumRow source, Calibrated calibrated, long skippedStarts) {
        long dropped = instrument.receiver().dropped();
        Fields fields = instrument
                .conditions()
                .apply(output.begin(calibrated))
                .text("scan", instrument.scanKind())
                .text("antenna", instrument.antenna().get())
                .real("rbw_hz", calibrated.row().stepHz())
                .real("receiver_step_hz", source.stepHz())
                .real("looks", Math.rint(calibrated.row().looks() * 10) / 10)
                .decibels("noise", noise.medianDb())
                .whole("dropped", Math.max(0, dropped - droppedBefore))
                .whole("skipped_starts", skippedStarts);
        droppedBefore = dropped;
        return output.end(fields, calibrated);
    }
}
