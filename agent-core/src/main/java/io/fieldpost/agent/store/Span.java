package io.fieldpost.agent.store;

import io.fieldpost.agent.SequenceRanges;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** From when to when records were stored. */
record Span(@Nullable Instant from, @Nullable Instant to) {
    static final Span UNKNOWN = new Span(null, null);

    /** The time of the oldest and the newest record of a segment that is not in the given set. */
    static Span of(Disk disk, Segment segment, SequenceRanges without) {
        Instant from = null;
        Instant to = null;
        try (DiskFile file = disk.openToRead(segment.path)) {
            SegmentScanner scanner =
                    new SegmentScanner(file, SegmentHeader.SIZE, segment.end, segment.first, segment.next - 1);
            for (RecordFrame frame = scanner.next(); frame != null; frame = scanner.next()) {
                if (!without.covers(frame.sequence(), frame.sequence())) {
                    to = instant(frame.storedNanos());
                    from = from == null ? to : from;
                }
            }
        } catch (IOException e) {
            Logger.debug(e, "the times in {} could not be read", segment.path);
        }
        return new Span(from, to);
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
