package io.fieldpost.driver.meters;

import java.time.Duration;
import java.time.Instant;

/**
 * A value at a quarter of an hour by the gateway's clock: the first reading at or behind the quarter's beginning that was believed.
 * Nothing is made up between two readings; how late the reading was is told by the time of the value, which is the reading's own.
 * Quarters are those of UTC, which are those of every time zone that is whole quarters away from it.
 *
 * @param digits the value, in units of its last digit
 * @param at when it was read
 * @param uncertain whether the reading itself was, as that of a replaced meter is
 */
record QuarterMark(long digits, Instant at, boolean uncertain) {
    static final Duration QUARTER = Duration.ofMinutes(15);

    /** The beginning of the quarter that an instant lies in. */
    static Instant beginningAt(Instant instant) {
        long seconds = Math.floorDiv(instant.getEpochSecond(), QUARTER.toSeconds()) * QUARTER.toSeconds();
        return Instant.ofEpochSecond(seconds);
    }

    Instant beginning() {
        return beginningAt(at);
    }

    /** How long after the quarter's beginning it was read. */
    Duration delay() {
        return Duration.between(beginning(), at);
    }

    /** Whether it is the value of the quarter that an instant lies in. */
    boolean isOf(Instant instant) {
        return beginning().equals(beginningAt(instant));
    }

    /** How many quarters lie between that one and this one and have no value; 0 when the clock was set back. */
    long missedSince(QuarterMark earlier) {
        Duration between = Duration.between(earlier.beginning(), beginning());
        return Math.max(0, between.dividedBy(QUARTER) - 1);
    }
}
