package io.fieldpost.radio.position;

import java.time.Instant;

/**
 * Where the antenna is (WGS 84).
 *
 * @param latitudeDeg north is positive
 * @param longitudeDeg east is positive
 * @param altitudeM above mean sea level; not-a-number when it is not known
 * @param horizontalErrorM estimated, 95 %; not-a-number when it is not known
 * @param satellites used for it; −1 when it is not known
 * @param beidouSatellites of these; −1 when it is not known
 * @param time of the fix; for a configured position, when it was asked for
 * @param source {@code fixed}, {@code gpsd} or {@code receiver}
 */
public record Position(
        double latitudeDeg,
        double longitudeDeg,
        double altitudeM,
        double horizontalErrorM,
        int satellites,
        int beidouSatellites,
        Instant time,
        String source) {
    public Position {
        if (!(Math.abs(latitudeDeg) <= 90) || !(Math.abs(longitudeDeg) <= 180)) {
            throw new IllegalArgumentException(
                    "position is not on the earth: latitude " + latitudeDeg + ", longitude " + longitudeDeg);
        }
    }

    /** Written into the configuration, for an antenna on a mast. */
    public static Position fixed(double latitudeDeg, double longitudeDeg, double altitudeM, Instant now) {
        return new Position(latitudeDeg, longitudeDeg, altitudeM, Double.NaN, -1, -1, now, "fixed");
    }
}
