package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The segments of one stream: appended to at the end, deleted from the beginning. Guarded by the store's lock. */
final class StreamLog {
    private static final int FEWEST_RECORDS = 256;

    private final Disk disk;
    private final Path directory;
    private final StreamName stream;
    private final String epoch;
    private final int segmentBytes;

    private final List<Segment> segments = new ArrayList<>();
    private long next = 1;
    private long bytes;
    private final ReadPlaces places = new ReadPlaces();

    /** For as long as the last segment is written to. */
    private @Nullable SegmentWriter active;

    /** What a reader needs of one segment, as it was when it asked. */
    record View(Path path, long position, long sequence, long end, long next) {}

    StreamLog(Disk disk, Path store, StreamName stream, String epoch, int segmentBytes) {
        this.disk = disk;
        this.directory = store.resolve(stream.text());
        this.stream = stream;
        this.epoch = epoch;
        this.segmentBytes = segmentBytes;
    }

    /** Reads the headers of all segments and the records of the last one; answers what may be missing there, if anything. */
    @Nullable
    Recovery open(long closedAt, long given, Quarantine quarantine) throws IOException {
        disk.createDirectories(directory);
        for (String name : Segment.names(disk, directory)) {
            segments.add(Segment.load(disk, directory, name));
        }
        dropUnborn();
        for (int i = 0; i + 1 < segments.size(); i++) {
            segments.get(i).next = segments.get(i + 1).first;
        }
        Recovery recovery = null;
        if (segments.isEmpty()) {
            next = given == 0 ? 1 : given + Segment.MOST_RECORDS + 1;
        } else {
            Segment last = last();
            recovery = Recovery.scan(disk, last, disk.bootId(), closedAt, given, quarantine);
            next = last.next;
            active = recovery.continues() ? new SegmentWriter(disk.open(last.path, false), last.path) : null;
            // An earlier process of this boot may have left what is only in the page cache.
            segments.forEach(segment -> segment.dirty = recoveredDirty(segment));
        }
        segments.forEach(segment -> bytes += segment.end);
        return recovery;
    }

    long next() {
        return next;
    }

    long oldest() {
        return segments.isEmpty() ? next : segments.get(0).first;
    }

    long bytes() {
        return bytes;
    }

    StreamState state() {
        return new StreamState(stream, epoch, oldest(), next - 1, bytes, segments.size());
    }

    /** Whether something could be deleted to make room. */
    boolean hasRecords() {
        return segments.size() > 1 || (segments.size() == 1 && !segments.get(0).isEmpty());
    }

    /** Whether something could be deleted without closing the segment that is written to. */
    boolean hasSealed() {
        return segments.size() > 1;
    }

    Segment first() {
        return segments.get(0);
    }

    private Segment last() {
        return segments.get(segments.size() - 1);
    }

    List<Segment> dirty() {
        return segments.stream().filter(segment -> segment.dirty).toList();
    }

    /** Writes one record behind the last; when that fails, nothing of it stays and no number is used. */
    long append(byte[] payload, int count, long storedNanos, ClockState clock, boolean force) throws IOException {
        long size = RecordFrame.SIZE + (long) payload.length;
        SegmentWriter writer = writerFor(size);
        Segment last = last();
        try {
            writer.write(last.end, payload, next, storedNanos, count, clock);
            if (force) {
                writer.force();
            }
        } catch (IOException | RuntimeException e) {
            if (!writer.cutOff(last.end)) {
                // Nothing may follow a torn record: what comes next goes to a new segment.
                close();
            }
            throw e;
        }
        last.dirty |= !force;
        last.end += size;
        last.next = ++next;
        bytes += size;
        return next - 1;
    }

    /** Begins a new segment. Its header and name are on the card when this returns, and with them the numbers that it reserves. */
    void rotate() throws IOException {
        SegmentHeader header = new SegmentHeader(stream, epoch, next, next - 1 + reserve(), disk.bootId());
        Path path = directory.resolve(Segment.name(next));
        SegmentWriter writer = SegmentWriter.create(disk, path, header);
        close();
        if (!segments.isEmpty() && last().first == next) {
            segments.remove(segments.size() - 1);
            bytes -= SegmentHeader.SIZE;
        }
        active = writer;
        segments.add(new Segment(path, next, header, SegmentHeader.SIZE));
        bytes += SegmentHeader.SIZE;
    }

    /** Deletes the oldest segment, which is not the last. */
    void deleteFirst() throws IOException {
        Segment first = segments.get(0);
        disk.delete(first.path);
        segments.remove(0);
        bytes -= first.end;
    }

    /** Where a sequence is to be looked for; null when it has not been given yet. */
    @Nullable
    View view(long sequence) {
        long wanted = Math.max(sequence, oldest());
        if (wanted >= next || segments.isEmpty()) {
            return null;
        }
        Segment segment = segments.get(find(wanted));
        long position = places.find(segment.first, wanted);
        if (position >= 0) {
            return new View(segment.path, position, wanted, segment.end, segment.next);
        }
        return new View(segment.path, SegmentHeader.SIZE, segment.first, segment.end, segment.next);
    }

    /** Remembers where the record with a sequence begins. */
    void remember(Path segment, long sequence, long position) {
        places.remember(Segment.firstOf(String.valueOf(segment.getFileName())), sequence, position);
    }

    boolean keeps(Path segment) {
        return segments.stream().anyMatch(kept -> kept.path.equals(segment));
    }

    /** Ends writing; the next append begins a new segment. */
    void close() {
        SegmentWriter open = active;
        active = null;
        if (open != null) {
            open.close();
        }
    }

    private boolean recoveredDirty(Segment segment) {
        return segment.header != null && segment.header.bootId().equals(disk.bootId());
    }

    private void dropUnborn() throws IOException {
        while (!segments.isEmpty()) {
            Segment last = last();
            if (last.header != null || last.end > SegmentHeader.SIZE) {
                return;
            }
            disk.delete(last.path);
            segments.remove(segments.size() - 1);
        }
    }

    private SegmentWriter writerFor(long size) throws IOException {
        if (active == null || !fits(last(), size)) {
            rotate();
        }
        return Objects.requireNonNull(active);
    }

    private boolean fits(Segment segment, long size) {
        return next <= segment.reserved() && (segment.isEmpty() || segment.end + size <= segmentBytes);
    }

    /** About as many numbers as will be needed: those that a power cut leaves unused are reported as possibly lost. */
    private long reserve() {
        long before = segments.isEmpty() ? 0 : last().next - last().first;
        return Math.max(FEWEST_RECORDS, Math.min(Segment.MOST_RECORDS, before + before / 4));
    }

    private int find(long sequence) {
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (segments.get(middle).first <= sequence) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
