package io.fieldpost.driver.nmea;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One fact that a receiver told, whichever way. Not-a-number where it said nothing. */
sealed interface Told {
    /**
     * Where it is (WGS 84).
     *
     * @param rank of its kind of report: the lower, the more it knows
     * @param altitudeM above mean sea level
     * @param time of the fix; null when it is not known
     */
    record Place(
            int rank,
            FixKind kind,
            double latitudeDeg,
            double longitudeDeg,
            double altitudeM,
            @Nullable Instant time) implements Told {}

    /**
     * How it moves.
     *
     * @param rank as above
     * @param courseDeg over ground, from true north
     */
    record Motion(
            int rank,
            FixKind kind,
            double speedMps,
            double courseDeg,
            @Nullable Instant time) implements Told {}

    /** @param dimensions 1 none, 2 without and 3 with an altitude */
    record Dimensions(int dimensions) implements Told {}

    /** @param used satellites; not-a-number when it is not said */
    record Satellites(double used, double hdop) implements Told {}

    /**
     * This gateway's clock against the receiver's.
     *
     * @param offsetSeconds clock minus receiver
     * @param pulse at the edge of its pulse, and not at its text's arrival
     */
    record Clock(double offsetSeconds, boolean pulse) implements Told {}
}
