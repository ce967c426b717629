package io.fieldpost.radio.calibration;

import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What levels of a receiver mean. A row is never calibrated in part: either every cell, or none, with the reason. */
public sealed interface Calibration {
    /** dBµV of a dBm in 50 Ω: 10 log(50 Ω · 1 mW / 1 µV²). */
    double DBUV_OF_DBM = 10 * Math.log10(50e-3 / 1e-12);

    /**
     * Puts a row's levels into a unit.
     *
     * @param row in dBFS, or in dBm or dBµV from a receiver that is calibrated by itself
     * @param gainDb the receiver's; not-a-number when it chooses it
     * @param temperatureC the receiver's; not-a-number when unknown
     * @param unit what is wanted
     */
    Calibrated apply(SpectrumRow row, double gainDb, double temperatureC, LevelUnit unit);

    /**
     * No table.
     *
     * @param reason such as {@code no calibration file is set}
     */
    record None(String reason) implements Calibration {
        @Override
        public Calibrated apply(SpectrumRow row, double gainDb, double temperatureC, LevelUnit unit) {
            if (row.unit() == LevelUnit.DBFS) {
                return new Calibrated(row, Calibrated.NONE, Double.NaN, unit == LevelUnit.DBFS ? "" : reason);
            }
            return new RowConversion(row, null, null).to(unit, gainDb, temperatureC);
        }
    }

    /**
     * A receiver that is calibrated by itself, with an antenna whose factor is known to us.
     *
     * @param field from its dBm or dBµV to dBµV/m
     */
    record Antenna(FieldStrength field) implements Calibration {
        @Override
        public Calibrated apply(SpectrumRow row, double gainDb, double temperatureC, LevelUnit unit) {
            return new RowConversion(row, null, field).to(unit, gainDb, temperatureC);
        }
    }

    /**
     * A table, and if wanted the way to field strength.
     *
     * @param table from dBFS to dBm
     * @param field from dBµV to dBµV/m; null when there is no antenna factor
     */
    record Table(CalibrationTable table, @Nullable FieldStrength field) implements Calibration {
        /** What traces say they were calibrated by. */
        public String id() {
            return table.id() + (field == null ? "" : "+" + field.id());
        }

        /** The date of the table's oldest row, if it has dates. */
        public Optional<LocalDate> date() {
            return table.oldest();
        }

        @Override
        public Calibrated apply(SpectrumRow row, double gainDb, double temperatureC, LevelUnit unit) {
            return new RowConversion(row, table, field).to(unit, gainDb, temperatureC);
        }
    }
}
