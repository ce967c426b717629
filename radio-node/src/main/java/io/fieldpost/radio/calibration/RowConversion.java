package io.fieldpost.radio.calibration;

import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import org.jspecify.annotations.Nullable;

/** One row on its way to another unit. */
record RowConversion(
        SpectrumRow row,
        @Nullable CalibrationTable table,
        @Nullable FieldStrength field) {
    Calibrated to(LevelUnit unit, double gainDb, double temperatureC) {
        if (row.unit() == unit) {
            return new Calibrated(row, unit == LevelUnit.DBFS ? Calibrated.NONE : Calibrated.RECEIVER, Double.NaN, "");
        }
        float[] levelDb = new float[row.cells()];
        double uncertaintyDb = 0;
        for (int i = 0; i < levelDb.length; i++) {
            Offset offset = step(unit, gainDb, row.frequencyHz(i), temperatureC);
            if (offset instanceof Offset.Known known) {
                levelDb[i] = (float) (row.levelDb()[i] + known.db());
                // A sum with not-a-number is none, so one cell without an uncertainty leaves the row without.
                uncertaintyDb = Math.max(uncertaintyDb, known.uncertaintyDb());
            } else if (offset instanceof Offset.Unknown unknown) {
                return asItWas(unknown.reason());
            }
        }
        SpectrumRow converted =
                new SpectrumRow(row.startHz(), row.stepHz(), levelDb, unit, row.looks(), row.time(), row.suspect());
        return new Calibrated(converted, id(unit), uncertaintyDb, "");
    }

    private Offset step(LevelUnit unit, double gainDb, double frequencyHz, double temperatureC) {
        if (unit == LevelUnit.DBFS || row.unit() == LevelUnit.DBUV_PER_M) {
            return new Offset.Unknown("levels in " + row.unit() + " can't be put into " + unit);
        }
        Offset input = toDbm(gainDb, frequencyHz, temperatureC);
        if (unit == LevelUnit.DBM) {
            return input;
        }
        Offset outer = unit == LevelUnit.DBUV ? new Offset.Known(0, 0) : outer(frequencyHz);
        if (input instanceof Offset.Known in && outer instanceof Offset.Known out) {
            return new Offset.Known(
                    in.db() + Calibration.DBUV_OF_DBM + out.db(), Math.hypot(in.uncertaintyDb(), out.uncertaintyDb()));
        }
        return input instanceof Offset.Unknown ? input : outer;
    }

    private Offset toDbm(double gainDb, double frequencyHz, double temperatureC) {
        return switch (row.unit()) {
            case DBM -> new Offset.Known(0, Double.NaN);
            case DBUV -> new Offset.Known(-Calibration.DBUV_OF_DBM, Double.NaN);
            default ->
                table == null
                        ? new Offset.Unknown("no calibration table is set")
                        : table.at(gainDb, frequencyHz, temperatureC);
        };
    }

    private Offset outer(double frequencyHz) {
        return field == null ? new Offset.Unknown("no antenna factor is set") : field.at(frequencyHz);
    }

    private Calibrated asItWas(String reason) {
        return new Calibrated(
                row, row.unit() == LevelUnit.DBFS ? Calibrated.NONE : Calibrated.RECEIVER, Double.NaN, reason);
    }

    private String id(LevelUnit unit) {
        String input = row.unit() == LevelUnit.DBFS && table != null ? table.id() : Calibrated.RECEIVER;
        return unit == LevelUnit.DBUV_PER_M && field != null ? input + "+" + field.id() : input;
    }
}
