package io.fieldpost.radio.licence;

import java.time.Duration;

/**
 * How long something must last before it is told, and what is known of the receiver.
 *
 * @param intruderAfter for emissions without a licence, beyond the looks that proved them
 * @param absentAfter for licensed stations that are off the air
 * @param deviationAfter for stations outside their limits
 * @param wrongStationAfter for stations with another's PI code
 * @param clearAfter how long it must be over before it is told to be
 * @param thirdOrderInterceptDb the receiver's input intercept point in the unit of the rows; not-a-number when it isn't known
 */
public record BoardSettings(
        Duration intruderAfter,
        Duration absentAfter,
        Duration deviationAfter,
        Duration wrongStationAfter,
        Duration clearAfter,
        double thirdOrderInterceptDb) {
    /** 3 s, 60 s, 30 s, 10 s, 30 s, and no intercept point. */
    public static final BoardSettings DEFAULT = new BoardSettings(
            Duration.ofSeconds(3),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Double.NaN);
}
