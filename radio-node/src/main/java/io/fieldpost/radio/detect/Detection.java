package io.fieldpost.radio.detect;

/**
 * Something that stands above the noise in one row.
 *
 * @param startHz lower edge of its first cell
 * @param stopHz upper edge of its last cell
 * @param centerHz centroid of the power above the noise
 * @param bandwidthHz between the outermost cells not more than 26 dB below the strongest one (ITU-R SM.443: the x-dB bandwidth that
 *     comes near the occupied bandwidth), or the whole stretch where the noise does not let one see so far
 * @param levelDb sum of its power above the noise, in the row's unit
 * @param peakDb level of its strongest cell, noise included
 * @param peakHz centre of that cell
 * @param snrDb its power over the power of the noise between {@code startHz} and {@code stopHz}
 */
public record Detection(
        double startHz,
        double stopHz,
        double centerHz,
        double bandwidthHz,
        double levelDb,
        double peakDb,
        double peakHz,
        double snrDb) {
    /** How much of the two stretches is common; not above 0 when nothing is. */
    double overlapHz(double otherStartHz, double otherStopHz) {
        return Math.min(stopHz, otherStopHz) - Math.max(startHz, otherStartHz);
    }
}
