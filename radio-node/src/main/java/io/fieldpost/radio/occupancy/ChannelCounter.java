package io.fieldpost.radio.occupancy;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts one channel, look by look. */
final class ChannelCounter {
    private long looks;
    private long occupied;
    private long suspect;
    private long intervals;
    private long changes;
    private long observedMicros;
    private long occupiedHalfMicros;
    private long squareMillis;
    private long shortestMicros = Long.MAX_VALUE;
    private long longestMicros;

    /** The look before, unless it was suspect; survives the end of a quarter. */
    private @Nullable Instant lastLook;

    private boolean lastOccupied;

    void look(boolean isOccupied, Instant time) {
        Instant before = lastLook;
        if (before != null && time.isAfter(before)) {
            interval(Duration.between(before, time), isOccupied);
        }
        looks++;
        occupied += isOccupied ? 1 : 0;
        lastLook = time;
        lastOccupied = isOccupied;
    }

    void exclude() {
        suspect++;
        lastLook = null;
    }

    private void interval(Duration duration, boolean isOccupied) {
        long micros = duration.toNanos() / 1000;
        long millis = (micros + 500) / 1000;
        int occupiedEnds = (lastOccupied ? 1 : 0) + (isOccupied ? 1 : 0);
        intervals++;
        changes += occupiedEnds == 1 ? 1 : 0;
        observedMicros += micros;
        occupiedHalfMicros += occupiedEnds * micros;
        squareMillis += millis * millis;
        shortestMicros = Math.min(shortestMicros, micros);
        longestMicros = Math.max(longestMicros, micros);
    }

    /** What was counted since the last call. */
    ChannelCounts take() {
        ChannelCounts counts = new ChannelCounts(
                looks,
                occupied,
                suspect,
                intervals,
                changes,
                observedMicros,
                occupiedHalfMicros,
                squareMillis,
                shortestMicros,
                longestMicros);
        looks = occupied = suspect = intervals = changes = 0;
        observedMicros = occupiedHalfMicros = squareMillis = longestMicros = 0;
        shortestMicros = Long.MAX_VALUE;
        return counts;
    }
}
