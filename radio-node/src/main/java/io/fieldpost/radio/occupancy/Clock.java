package io.fieldpost.radio.occupancy;

import java.time.Duration;
import java.time.Instant;

/** Periods of the UTC clock. */
final class Clock {
    private Clock() {}

    /** When the period that holds a time began: a whole number of periods after 1970. */
    static Instant startOf(Instant time, Duration period) {
        long seconds = period.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }
}
