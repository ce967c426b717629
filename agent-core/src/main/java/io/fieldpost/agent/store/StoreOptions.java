package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import io.fieldpost.config.gateway.StartsAt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a store is opened.
 *
 * @param path its directory; created when missing; nothing else may live in it
 * @param budgetBytes how much of the card it may use, at least 8 segments
 * @param commitInterval how much may be lost in a power cut; zero forces each record
 * @param alarmCommitInterval the same for alarms
 * @param freeFloorBytes how much of the file system stays free; below that the store is full
 * @param thinOut before records are dropped whole, the oldest are thinned out to every so many-th; 0 drops at once
 * @param settlers those that settle; one that is missing here holds nothing any more
 * @param segmentBytes size of one segment file, 64 KiB to 4 MiB
 */
public record StoreOptions(
        Path path,
        long budgetBytes,
        Duration commitInterval,
        Duration alarmCommitInterval,
        long freeFloorBytes,
        int thinOut,
        List<Settler> settlers,
        int segmentBytes) {
    /** So many segments the store may always use, however little room its file system has. */
    static final int FEWEST_SEGMENTS = 8;

    private static final int SMALLEST = 64 * 1024;
    private static final int LARGEST = 4 * 1024 * 1024;

    /**
     * A destination, as far as the store knows it.
     *
     * @param startsAt where it begins when the store does not know its name yet
     */
    public record Settler(String name, StartsAt startsAt) {}

    public StoreOptions {
        settlers = List.copyOf(settlers);
        if (segmentBytes < SMALLEST || segmentBytes > LARGEST || budgetBytes < (long) FEWEST_SEGMENTS * segmentBytes) {
            throw new IllegalArgumentException(
                    "a budget of " + budgetBytes + " bytes with segments of " + segmentBytes + " bytes");
        }
    }

    /** How much of a stream may be lost in a power cut. */
    Duration commitInterval(StreamName stream) {
        return stream == StreamName.ALARM ? alarmCommitInterval : commitInterval;
    }

    /** With segments of a 64th of the budget, between 1 and 4 MiB, no floor, no thinning, and destinations that begin with the oldest. */
    public static StoreOptions of(Path path, long budgetBytes, Duration commitInterval, List<String> destinations) {
        List<Settler> settlers = destinations.stream()
                .map(name -> new Settler(name, StartsAt.OLDEST))
                .toList();
        return new StoreOptions(
                path, budgetBytes, commitInterval, commitInterval, 0, 0, settlers, segmentBytes(budgetBytes));
    }

    /** A 64th of the budget, between 1 and 4 MiB. */
    public static int segmentBytes(long budgetBytes) {
        return (int) Math.max(1024 * 1024, Math.min(LARGEST, budgetBytes / 64));
    }
}
