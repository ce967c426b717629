package io.fieldpost.agent.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a store is opened.
 *
 * @param path its directory; created when missing; nothing else may live in it
 * @param budgetBytes how much of the card it may use, at least 8 segments
 * @param commitInterval how much may be lost in a power cut; zero forces each record
 * @param destinations names of those that settle: a new one starts at the oldest record kept, one that is missing here holds nothing any more
 * @param segmentBytes size of one segment file, 64 KiB to 4 MiB
 */
public record StoreOptions(
        Path path, long budgetBytes, Duration commitInterval, List<String> destinations, int segmentBytes) {
    private static final int SMALLEST = 64 * 1024;
    private static final int LARGEST = 4 * 1024 * 1024;

    public StoreOptions {
        destinations = List.copyOf(destinations);
        if (segmentBytes < SMALLEST || segmentBytes > LARGEST || budgetBytes < 8L * segmentBytes) {
            throw new IllegalArgumentException(
                    "a budget of " + budgetBytes + " bytes with segments of " + segmentBytes + " bytes");
        }
    }

    /** With segments of a 64th of the budget, between 1 and 4 MiB. */
    public static StoreOptions of(Path path, long budgetBytes, Duration commitInterval, List<String> destinations) {
        int segment = (int) Math.max(1024 * 1024, Math.min(LARGEST, budgetBytes / 64));
        return new StoreOptions(path, budgetBytes, commitInterval, destinations, segment);
    }
}
