package io.fieldpost.radio.occupancy;

/**
 * What was counted in one channel during a stretch of time: whole numbers only, so counts of successive stretches merge into exactly
 * what one count over both would be. An interval between two looks is counted where it ends.
 *
 * @param looks N, revisits that count
 * @param occupied N_O, those that found it occupied
 * @param suspect revisits that were left out: overload, lost samples, or the channel was not measured
 * @param intervals how many intervals between looks that follow one another without a suspect one between
 * @param changes how many of them lie between a look at a free and one at an occupied channel
 * @param observedMicros T_AI, sum of the intervals
 * @param occupiedHalfMicros 2 T_O: an interval counts twice when the channel was occupied at both ends, and once at a change
 * @param squareMillis sum of the squares of the intervals, each in whole milliseconds
 * @param shortestMicros the shortest interval; {@link Long#MAX_VALUE} for none
 * @param longestMicros the longest; 0 for none
 */
public record ChannelCounts(
        long looks,
        long occupied,
        long suspect,
        long intervals,
        long changes,
        long observedMicros,
        long occupiedHalfMicros,
        long squareMillis,
        long shortestMicros,
        long longestMicros) {
    /** Nothing yet. */
    public static final ChannelCounts NONE = new ChannelCounts(0, 0, 0, 0, 0, 0, 0, 0, Long.MAX_VALUE, 0);

    /** Both together. */
    public ChannelCounts plus(ChannelCounts other) {
        return new ChannelCounts(
                looks + other.looks,
                occupied + other.occupied,
                suspect + other.suspect,
                intervals + other.intervals,
                changes + other.changes,
                observedMicros + other.observedMicros,
                occupiedHalfMicros + other.occupiedHalfMicros,
                squareMillis + other.squareMillis,
                Math.min(shortestMicros, other.shortestMicros),
                Math.max(longestMicros, other.longestMicros));
    }
}
