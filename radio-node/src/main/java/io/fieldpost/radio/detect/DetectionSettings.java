package io.fieldpost.radio.detect;

import java.time.Duration;

/**
 * How emissions are found in one row.
 *
 * @param threshold what a cell must exceed to begin an emission
 * @param leastDb how far above the noise floor that is at least, however many looks a row has: the floor of a real receiver has ripples,
 *     which no number of looks averages away
 * @param hysteresisDb how far below the threshold the cells beside it may lie and still belong to it
 * @param minWidthHz narrower ones are dropped; 0 keeps single cells, which on our grid are wider than the window's main lobe
 * @param valleyDb how deep a valley must be below the lower of two peaks to part two emissions
 */
public record DetectionSettings(
        Threshold threshold, double leastDb, double hysteresisDb, double minWidthHz, double valleyDb) {
    /** The lower end of what ITU-R SM.1880 names for a threshold above noise. */
    private static final double LEAST_DB = 3;

    private static final double HYSTERESIS_DB = 3;
    private static final double VALLEY_DB = 6;

    public DetectionSettings {
        if (!(leastDb >= 0 && hysteresisDb >= 0 && minWidthHz >= 0 && valleyDb > 0)) {
            throw new IllegalArgumentException(
                    "least threshold, hysteresis and least width are not negative and a valley is deeper than 0 dB: "
                            + leastDb + " dB, " + hysteresisDb + " dB, " + minWidthHz + " Hz, " + valleyDb + " dB");
        }
    }

    /** At least 3 dB above the floor, hysteresis 3 dB, valleys of 6 dB, no least width. */
    public static DetectionSettings of(Threshold threshold) {
        return new DetectionSettings(threshold, LEAST_DB, HYSTERESIS_DB, 0, VALLEY_DB);
    }

    /**
     * The usual settings for a scan, with a threshold that lets noise alone make no more than so many emissions a day.
     *
     * @param falsePerDay how many emissions that do not exist may be reported a day of scanning without a pause
     * @param cells how many cells a row has
     * @param revisit from row to row
     * @see FalseEmissions
     */
    public static DetectionSettings forScan(double falsePerDay, int cells, Duration revisit, Persistence persistence) {
        return of(new Threshold.Fcme(FalseEmissions.cellProbability(falsePerDay, cells, revisit, persistence)));
    }
}
