package io.fieldpost.agent.shaping;

import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Quality.Severity;

/** The values of one window so far: each stands from its time until the next one's. Times are nanoseconds since 1970. */
final class Stretch {
    private double standing = Double.NaN;
    private Quality standingQuality = Quality.BAD_WAITING_FOR_INITIAL_DATA;

    private long until;
    private double integral;
    private long coveredNanos;
    private double min;
    private double max;
    private double newest;
    private boolean any;
    private Quality worst = Quality.GOOD;

    /** Begins a window, or a part of one, with the value that stands. */
    void begin(long at) {
        until = at;
        integral = 0;
        coveredNanos = 0;
        any = false;
        worst = Quality.GOOD;
    }

    /** Lets the value that stands go on until a time, which is not before the last one. */
    void advance(long at) {
        long nanos = at - until;
        until = at;
        if (nanos > 0 && standingQuality.severity() != Severity.BAD) {
            see();
            integral += standing * nanos;
            coveredNanos += nanos;
        }
    }

    /** Lets another value stand from here. */
    void hold(double value, Quality quality) {
        standing = value;
        standingQuality = quality;
        if (quality.severity() != Severity.BAD) {
            see();
        }
    }

    private void see() {
        min = any ? Math.min(min, standing) : standing;
        max = any ? Math.max(max, standing) : standing;
        newest = standing;
        any = true;
        if (standingQuality.severity().compareTo(worst.severity()) > 0) {
            worst = standingQuality;
        }
    }

    /** Up to when it is known. */
    long until() {
        return until;
    }

    boolean covers(long nanos) {
        return coveredNanos == nanos;
    }

    /** Whether there was a value at all. */
    boolean hasValues() {
        return any;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    double mean() {
        // Rounding must not carry the mean of equal values past them.
        return coveredNanos == 0 ? newest : Math.max(min, Math.min(max, integral / coveredNanos));
    }

    /** The worst quality of a value that counts; that of the value that stands when none does. */
    Quality quality() {
        return any ? worst : standingQuality;
    }
}
