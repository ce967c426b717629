package io.fieldpost.radio.licence;

/**
 * One licence: who may transmit where and within which limits.
 *
 * @param frequencyHz the carrier, or the middle of the channel
 * @param bandwidthHz what the transmission may occupy, around {@code frequencyHz}
 * @param name of the station
 * @param levelMinDb the lowest level that is in order, in the unit of the rows; not-a-number when none is set
 * @param levelMaxDb the highest; likewise
 * @param frequencyToleranceHz how far the centre may lie from {@code frequencyHz}
 * @param bandwidthMaxHz the widest measured bandwidth that is in order; not-a-number when it isn't checked
 * @param pi the RDS programme identification it must send; −1 when none is set
 * @param schedule when it must be on the air
 * @param place of the transmitter, free text
 * @param service such as {@code FM}; licences of one service make up its band
 */
public record Channel(
        long frequencyHz,
        long bandwidthHz,
        String name,
        double levelMinDb,
        double levelMaxDb,
        long frequencyToleranceHz,
        double bandwidthMaxHz,
        int pi,
        Schedule schedule,
        String place,
        String service) {
    /** For a licence that sets no PI code. */
    public static final int NO_PI = -1;

    /** A licence that sets nothing but the channel and who may use it; see {@link LicenceList} for what holds then. */
    public static Channel of(long frequencyHz, long bandwidthHz, String name) {
        return new Channel(
                frequencyHz,
                bandwidthHz,
                name,
                Double.NaN,
                Double.NaN,
                bandwidthHz / 10,
                Double.NaN,
                NO_PI,
                Schedule.ALWAYS,
                "",
                "");
    }

    /** Lower edge. */
    public double startHz() {
        return frequencyHz - bandwidthHz / 2.0;
    }

    /** Upper edge. */
    public double stopHz() {
        return frequencyHz + bandwidthHz / 2.0;
    }
}
