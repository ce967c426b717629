package io.fieldpost.radio.spectrum;

/**
 * One finished scan.
 *
 * @param plan how it was measured
 * @param levelDbfs power in each cell of the grid, decibels below a full-scale tone, in a resolution's bandwidth; not to be changed
 * @param clippedFraction share of I and Q values at the converter's rails, 0 to 1
 * @param durationNanos from the first tuning to the last sample
 * @param skippedStarts scheduled starts since the mission's last trace that found the receiver busy and were left out
 */
public record Trace(
        SweepPlan plan, float[] levelDbfs, double clippedFraction, long durationNanos, long skippedStarts) {}
