package io.fieldpost.radio.node;

import io.fieldpost.radio.calibration.Calibration;
import io.fieldpost.radio.calibration.CalibrationException;
import io.fieldpost.radio.calibration.CalibrationTable;
import io.fieldpost.radio.calibration.FieldStrength;
import io.fieldpost.radio.calibration.FrequencyTable;
import io.fieldpost.radio.settings.CalibrationSettings;
import io.fieldpost.radio.spectrum.LevelUnit;
import org.jspecify.annotations.Nullable;

/**
 * The calibration that the settings name.
 *
 * @param calibration what levels mean
 * @param unit what they are told in
 */
public record CalibrationFiles(Calibration calibration, LevelUnit unit) {
    /**
     * Reads the files.
     *
     * @param ownCalibration whether the receiver is calibrated by itself, as R&amp;S receivers are
     * @throws CalibrationException with everything that is wrong with the first file that is not good
     */
    public static CalibrationFiles read(CalibrationSettings settings, boolean ownCalibration)
            throws CalibrationException {
        FieldStrength field = field(settings);
        if (settings.table() != null) {
            CalibrationTable table = CalibrationTable.read(settings.table(), CalibrationTable.Margins.DEFAULT);
            return new CalibrationFiles(
                    new Calibration.Table(table, field), field == null ? LevelUnit.DBM : LevelUnit.DBUV_PER_M);
        }
        if (field != null && ownCalibration) {
            return new CalibrationFiles(new Calibration.Antenna(field), LevelUnit.DBUV_PER_M);
        }
        return new CalibrationFiles(
                new Calibration.None("no calibration table is set"), ownCalibration ? LevelUnit.DBUV : LevelUnit.DBFS);
    }

    private static @Nullable FieldStrength field(CalibrationSettings settings) throws CalibrationException {
        if (settings.antenna() == null) {
            return null;
        }
        return new FieldStrength(
                FrequencyTable.antennaFactor(settings.antenna()),
                settings.cable() == null ? null : FrequencyTable.cableLoss(settings.cable()),
                settings.preamplifier());
    }
}
