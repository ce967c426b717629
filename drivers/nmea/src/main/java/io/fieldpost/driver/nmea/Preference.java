package io.fieldpost.driver.nmea;

import java.time.Duration;

/** Lets a fact through unless a better source of it has spoken within the last seconds. For one thread. */
final class Preference {
    private static final long KEPT_NANOS = Duration.ofSeconds(5).toNanos();

    private int placeRank = Integer.MAX_VALUE;
    private long placeNanos;
    private int motionRank = Integer.MAX_VALUE;
    private long motionNanos;
    private boolean pulse;
    private long pulseNanos;

    boolean takes(Told told, long nowNanos) {
        if (told instanceof Told.Place place) {
            if (place.rank() > placeRank && nowNanos - placeNanos < KEPT_NANOS) {
                return false;
            }
            placeRank = place.rank();
            placeNanos = nowNanos;
        } else if (told instanceof Told.Motion motion) {
            if (motion.rank() > motionRank && nowNanos - motionNanos < KEPT_NANOS) {
                return false;
            }
            motionRank = motion.rank();
            motionNanos = nowNanos;
        } else if (told instanceof Told.Clock clock) {
            if (!clock.pulse() && pulse && nowNanos - pulseNanos < KEPT_NANOS) {
                return false;
            }
            pulse = clock.pulse();
            pulseNanos = nowNanos;
        }
        return true;
    }
}
