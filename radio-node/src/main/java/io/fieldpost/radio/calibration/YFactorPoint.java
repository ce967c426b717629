package io.fieldpost.radio.calibration;

import java.time.LocalDate;
import java.util.Locale;

/**
 * What the Y-factor procedure found around one frequency.
 *
 * @param frequencyHz middle of the stretch
 * @param yDb power with the source on over power with it off
 * @param noiseFigureDb of the receiver, relative to 290 K
 * @param gainDb from dBm at the input to dBFS
 * @param uncertaintyDb 1 σ of the offset: the source's, and chance
 */
public record YFactorPoint(double frequencyHz, double yDb, double noiseFigureDb, double gainDb, double uncertaintyDb) {
    /** The header that {@link #row} goes under. */
    public static final String HEADER = "gain_db,frequency_hz,temperature_c,offset_db,uncertainty_db,date,means";

    /** What to add to dBFS for dBm. */
    public double offsetDb() {
        return -gainDb;
    }

    /**
     * One line of a calibration table.
     *
     * @param receiverGainDb at which it was measured
     * @param temperatureC the receiver's; not-a-number when unknown, and then so in all rows of the table
     */
    public String row(double receiverGainDb, double temperatureC, LocalDate date) {
        String means = String.format(Locale.ROOT, "Y factor %.2f dB noise figure %.2f dB", yDb, noiseFigureDb);
        return new TableRow(receiverGainDb, frequencyHz, temperatureC, offsetDb(), uncertaintyDb, date, means).line();
    }
}
