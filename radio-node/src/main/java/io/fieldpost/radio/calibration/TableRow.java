package io.fieldpost.radio.calibration;

import java.time.LocalDate;
import java.util.Locale;

/**
 * One row of a calibration table's file, in the order of {@link YFactorPoint#HEADER}.
 *
 * @param gainDb the receiver's
 * @param frequencyHz where it was measured
 * @param temperatureC the receiver's; not-a-number when unknown, and then so in all rows of the table
 * @param offsetDb what to add to dBFS for dBm
 * @param uncertaintyDb 1 σ of it
 * @param date when it was measured
 * @param means how it was measured, without a comma
 */
public record TableRow(
        double gainDb,
        double frequencyHz,
        double temperatureC,
        double offsetDb,
        double uncertaintyDb,
        LocalDate date,
        String means) {
    /** The line of the file. */
    public String line() {
        String temperature = Double.isNaN(temperatureC) ? "" : String.format(Locale.ROOT, "%.1f", temperatureC);
        return String.format(
                Locale.ROOT,
                "%.1f,%.0f,%s,%.2f,%.2f,%s,%s",
                gainDb,
                frequencyHz,
                temperature,
                offsetDb,
                uncertaintyDb,
                date,
                means);
    }
}
