package io.fieldpost.radio.node;

import io.fieldpost.radio.spectrum.Regrid;
import io.fieldpost.radio.spectrum.SpectrumRow;

/** Measures occupancy in the rows of a receiver that measures by itself. */
final class OccupancyRows implements RowMission.Rows {
    private final OccupancyMission work;
    private final Regrid regrid;
    private final LevelScale scale;

    OccupancyRows(OccupancyMission work, Regrid regrid, LevelScale scale) {
        this.work = work;
        this.regrid = regrid;
        this.scale = scale;
    }

    @Override
    public void check(SpectrumRow row) {
        regrid.check(row);
    }

    @Override
    public void accept(SpectrumRow row, long skippedStarts) {
        work.step(scale.of(regrid.of(row)).row());
    }

    @Override
    public void end() {
        work.end();
    }
}
