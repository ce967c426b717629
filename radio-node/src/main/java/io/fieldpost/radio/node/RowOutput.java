package io.fieldpost.radio.node;

import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.radio.calibration.Calibrated;
import io.fieldpost.radio.spectrum.SpectrumRow;

/**
 * Turns rows into series that say how they were made, whoever measured them: levels in whole tenths of a dB, which the store keeps small.
 */
final class RowOutput {
    private final Surroundings surroundings;
    private final Outlet outlet;

    RowOutput(Surroundings surroundings, Outlet outlet) {
        this.surroundings = surroundings;
        this.outlet = outlet;
    }

    /** The conditions that begin those of each row: the receiver and what its levels mean. */
    Fields begin(Calibrated calibrated) {
        double gain = surroundings.gainDb();
        return new Fields()
                .text("receiver", surroundings.receiver())
                .value("gain_db", Double.isNaN(gain) ? new Value.Absent() : new Value.Real(gain))
                .text("calibration", calibrated.id())
                .text("not_calibrated", calibrated.reason())
                .real("uncertainty_db", calibrated.uncertaintyDb());
    }

    /** The conditions that end those of each row: what speaks against it, and where and when it was measured. */
    Value.Record end(Fields fields, Calibrated calibrated) {
        SpectrumRow row = calibrated.row();
        return surroundings
                .addTo(fields.text("suspect", row.suspect()), outlet.now())
                .record();
    }

    /** Hands on levels of a row. */
    void put(String point, SpectrumRow row, float[] levelDb, Value.Record conditions) {
        Value series = Value.Series.inTenths(row.startHz(), row.stepHz(), "Hz", levelDb.clone(), conditions);
        Quality quality = row.suspect().isEmpty() ? Quality.GOOD : Quality.UNCERTAIN_SENSOR_NOT_ACCURATE;
        outlet.put(point, ValueType.SERIES, row.unit().code(), series, quality, row.time());
    }
}
