package io.fieldpost.driver.nmea;

import io.fieldpost.driver.Quality;
import java.util.Locale;

/** How a position was found; GGA's field 6, the mode indicators of NMEA 0183 2.3 and later, and gpsd's status. */
enum FixKind {
    NONE(Quality.BAD_OUT_OF_SERVICE),
    GNSS(Quality.GOOD),
    DIFFERENTIAL(Quality.GOOD),
    /** Military or otherwise without deliberate errors. */
    PRECISE(Quality.GOOD),
    RTK(Quality.GOOD),
    RTK_FLOAT(Quality.GOOD),
    /** Dead reckoning: nothing has been received for a while. */
    ESTIMATED(Quality.UNCERTAIN),
    /** Somebody typed it in. */
    MANUAL(Quality.UNCERTAIN),
    SIMULATED(Quality.UNCERTAIN);

    private static final FixKind[] BY_GGA = {
        NONE, GNSS, DIFFERENTIAL, PRECISE, RTK, RTK_FLOAT, ESTIMATED, MANUAL, SIMULATED
    };

    private final Quality quality;

    FixKind(Quality quality) {
        this.quality = quality;
    }

    Quality quality() {
        return quality;
    }

    /** What a point of it shows. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By GGA's quality indicator, 0 to 8. */
    static FixKind ofGga(int quality) {
        return quality >= 0 && quality < BY_GGA.length ? BY_GGA[quality] : NONE;
    }

    /** By a mode indicator of RMC, GLL, VTG or GNS. */
    static FixKind ofMode(char mode) {
        return switch (mode) {
            case 'A' -> GNSS;
            case 'D' -> DIFFERENTIAL;
            case 'P' -> PRECISE;
            case 'R' -> RTK;
            case 'F' -> RTK_FLOAT;
            case 'E' -> ESTIMATED;
            case 'M' -> MANUAL;
            case 'S' -> SIMULATED;
            default -> NONE;
        };
    }

    /** By gpsd's mode and status (gpsd_json(5)). */
    static FixKind ofGpsd(int mode, int status) {
        if (mode < 2) {
            return NONE;
        }
        return switch (status) {
            case 2 -> DIFFERENTIAL;
            case 3 -> RTK;
            case 4 -> RTK_FLOAT;
            case 5, 6 -> ESTIMATED;
            case 7 -> MANUAL;
            case 8 -> SIMULATED;
            case 9 -> PRECISE;
            default -> GNSS;
        };
    }
}
