package io.fieldpost.radio.occupancy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Occupancy of all channels of a plan during a stretch of time.
 *
 * @param start when the stretch began
 * @param length of the stretch; whether all of it was observed is told by the counts
 * @param channels in the order of the plan
 * @param occupiedCells cells above the threshold, summed over the rows, within the channels
 * @param measuredCells all of them
 * @param excludedRows rows that were left out as a whole because they were suspect
 */
public record OccupancyReport(
        Instant start,
        Duration length,
        List<ChannelOccupancy> channels,
        long occupiedCells,
        long measuredCells,
        long excludedRows) {
    public OccupancyReport {
        channels = List.copyOf(channels);
    }

    /** Frequency band occupancy: the share of all measured cells of frequency and time that was occupied; not-a-number for none. */
    public double bandShare() {
        return measuredCells == 0 ? Double.NaN : occupiedCells / (double) measuredCells;
    }

    /** Spectrum resource occupancy: the mean occupancy of the channels that were looked at; not-a-number for none. */
    public double resourceShare() {
        return channels.stream()
                .mapToDouble(ChannelOccupancy::share)
                .filter(share -> !Double.isNaN(share))
                .average()
                .orElse(Double.NaN);
    }

    /**
     * This and another one of the same plan as one, from the earlier start to the later end: exactly what a meter would have reported
     * over both.
     *
     * @throws IllegalArgumentException when the plans differ
     */
    public OccupancyReport plus(OccupancyReport other) {
        if (channels.size() != other.channels.size()) {
            throw new IllegalArgumentException("occupancy of " + channels.size() + " and of " + other.channels.size()
                    + " channels can't be merged: a report of the same plan is wanted");
        }
        List<ChannelOccupancy> merged = new ArrayList<>();
        for (int i = 0; i < channels.size(); i++) {
            ChannelOccupancy mine = channels.get(i);
            ChannelOccupancy theirs = other.channels.get(i);
            if (!mine.channel().equals(theirs.channel())) {
                throw new IllegalArgumentException(
                        "occupancy of different channels can't be merged: " + mine.channel() + ", " + theirs.channel());
            }
            merged.add(new ChannelOccupancy(mine.channel(), mine.counts().plus(theirs.counts())));
        }
        Instant first = start.isBefore(other.start) ? start : other.start;
        Instant end = end().isAfter(other.end()) ? end() : other.end();
        return new OccupancyReport(
                first,
                Duration.between(first, end),
                merged,
                occupiedCells + other.occupiedCells,
                measuredCells + other.measuredCells,
                excludedRows + other.excludedRows);
    }

    private Instant end() {
        return start.plus(length);
    }
}
