package io.fieldpost.radio.spectrum;

import io.fieldpost.radio.sample.ClippedShare;
import java.util.BitSet;
import java.util.Map;

/**
 * One finished scan. Its arrays have a value per cell of the grid, decibels below a full-scale tone in a resolution's bandwidth, and are not
 * to be changed.
 *
 * @param plan how it was measured
 * @param levelDbfs mean power in each cell, averaged linearly
 * @param statistics what else was asked for, of the power that a cell had in each transform; in the plan's order
 * @param quantileErrorDb how far a median or quantile can be from that of the sorted powers
 * @param interpolated cells that were not measured but bridged from their neighbours
 * @param looks how many independent spectra the mean stands for
 * @param clipping how many values lay at the converter's rails
 * @param durationNanos from the first tuning to the last sample
 * @param skippedStarts scheduled starts since the mission's last trace that found the receiver busy and were left out
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying traces would cost more than it saves
public record Trace(
        SweepPlan plan,
        float[] levelDbfs,
        Map<Statistic, float[]> statistics,
        double quantileErrorDb,
        BitSet interpolated,
        double looks,
        ClippedShare clipping,
        long durationNanos,
        long skippedStarts) {}
