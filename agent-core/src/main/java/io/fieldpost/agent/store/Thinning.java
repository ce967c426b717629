package io.fieldpost.agent.store;

import io.fieldpost.agent.SequenceRanges;
import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.tinylog.Logger;

/**
 * Rewrites a segment so that only the records remain whose sequence is a multiple of n. Because the rule is arithmetic, nobody needs to
 * remember which were left out: a missing multiple is damage, any other missing number is not. The loss is on the card before the
 * shorter file takes the place of the longer one, so a crash in between reports it twice and never not at all. Guarded by the store's lock.
 */
final class Thinning {
    /** A thinned segment is a small file, and each costs memory: above so many, nothing more is thinned out. */
    private static final int MOST_SEGMENTS = 2048;

    private static final int SMALLEST = 4096;

    private final Disk disk;
    private final Accounts accounts;
    private final int every;

    /** @param every n; 0 thins nothing out */
    Thinning(Disk disk, Accounts accounts, int every) {
        this.disk = disk;
        this.accounts = accounts;
        this.every = every;
    }

    /** How many multiples of n lie from {@code from} to {@code to}. */
    static long multiples(long from, long to, int n) {
        return to < from ? 0 : Math.floorDiv(to, (long) n) - Math.floorDiv(from - 1, (long) n);
    }

    /** How many numbers from {@code from} to {@code to} are no multiples of n. */
    static long leftOut(long from, long to, int n) {
        return to < from ? 0 : to - from + 1 - multiples(from, to, n);
    }

    /** Thins out the oldest segment of a stream that still can be; false when there is none, or it did not work. */
    boolean thinOldest(StreamName stream, StreamLog log) throws IOException {
        boolean never = every == 0 || stream == StreamName.ALARM || log.segmentCount() > MOST_SEGMENTS;
        Segment segment = never ? null : log.firstToThin();
        if (segment == null) {
            return false;
        }
        segment.thinned = true;
        SegmentHeader header = segment.header;
        if (header == null) {
            return false;
        }
        Path directory = Objects.requireNonNull(segment.path.getParent());
        Path draft = directory.resolve(segment.path.getFileName() + Segment.DRAFT);
        try {
            SequenceRanges closed = accounts.closed(stream);
            Span span = Span.of(disk, segment, closed);
            SegmentHeader thin = header.thinnedTo(every);
            long end = write(segment, thin, draft);
            if (end > segment.end / 4 * 3 || end < SMALLEST) {
                // Not worth a file of its own: it is dropped whole.
                disk.delete(draft);
                return false;
            }
            accounts.thinnedOut(stream, segment.from, segment.next - 1, every, span);
            log.replace(segment, draft, thin, end);
            disk.forceDirectory(directory);
            return true;
        } catch (IOException e) {
            Logger.debug(e, "{} can't be thinned out, and will be dropped whole", segment.path);
            // A draft that stays is deleted by the next start.
            return false;
        }
    }

    private long write(Segment segment, SegmentHeader header, Path draft) throws IOException {
        long end = SegmentHeader.SIZE;
        try (DiskFile file = disk.openToRead(segment.path);
                DiskFile copy = disk.openToWrite(draft)) {
            copy.truncate(0);
            copy.writeFully(header.encode(), SegmentHeader.SIZE, 0);
            SegmentWriter writer = new SegmentWriter(copy, draft);
            SegmentScanner scanner =
                    new SegmentScanner(file, SegmentHeader.SIZE, segment.end, segment.from, segment.next - 1);
            for (RecordFrame frame = scanner.next(); frame != null; frame = scanner.next()) {
                if (frame.sequence() % every == 0) {
                    writer.write(
                            end,
                            scanner.payload(),
                            frame.sequence(),
                            frame.storedNanos(),
                            frame.count(),
                            frame.clock());
                    end += frame.bytes();
                }
            }
            copy.force();
        }
        return end;
    }
}
