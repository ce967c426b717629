package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a store's directory holds, as far as it is told without reading every record.
 *
 * @param version of the format
 * @param epoch 16 hexadecimal digits; empty when nothing tells
 * @param holder process that has the store open; null when none on this machine has
 * @param closedInOrder whether it was closed in good order, so that the next start misses nothing; false while it is open
 * @param bytes of all segments
 * @param pending losses that the centre has not acknowledged
 * @param acknowledged losses that it has, and whose numbers are among those kept
 * @param setAside copies of damaged bytes, by name, with their sizes
 * @param foreign files below the directory that are not the store's
 * @param complaints small files that can't be read
 */
public record StoreInspection(
        Path path,
        int version,
        String epoch,
        @Nullable Long holder,
        boolean closedInOrder,
        long bytes,
        List<Stream> streams,
        List<Destination> destinations,
        List<Loss> pending,
        List<Loss> acknowledged,
        Map<String, Long> setAside,
        List<String> foreign,
        List<String> complaints) {
    /**
     * One stream.
     *
     * @param segments files
     * @param thinned how many of them were thinned out
     * @param damagedHeaders names of segments whose header can't be used
     * @param oldest the first record; null when there is none
     * @param newest the last record; null when there is none
     * @param reserved highest number that may have been given
     * @param deletedUpTo number up to which records were deleted, settled or given up
     * @param tail bytes behind the last whole record
     * @param bootIds runs of the operating system that wrote it, oldest first
     */
    public record Stream(
            StreamName stream,
            int segments,
            long bytes,
            int thinned,
            List<String> damagedHeaders,
            @Nullable Edge oldest,
            @Nullable Edge newest,
            long reserved,
            long deletedUpTo,
            long tail,
            List<String> bootIds) {}

    /**
     * The record at one end of a stream.
     *
     * @param stored when it was stored, by the gateway's clock
     * @param clock whether that clock was known to be right
     */
    public record Edge(long sequence, Instant stored, ClockState clock) {}

    /**
     * What a destination has.
     *
     * @param name as far as its file's name tells
     */
    public record Destination(String name, List<Settled> settled) {}

    /**
     * What a destination has of one stream.
     *
     * @param upTo it has everything up to this number that was not deleted before
     * @param ranges how many ranges it has; one less is the number of holes between them
     * @param backlog numbers among those kept that it has not
     */
    public record Settled(StreamName stream, long upTo, int ranges, long backlog) {}
}
