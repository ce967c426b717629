package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** The segments of one stream: appended to at the end, deleted from the beginning. Guarded by the store's lock. */
final class StreamLog {
    private static final int FEWEST_RECORDS = 256;
    /** Numbers are reserved for so long at the present rate: what a power cut may leave in doubt, against a forced header for each. */
    private static final int RESERVED_SECONDS = 300;

    private final Disk disk;
    private final Path directory;
    private final StreamName stream;
    private final String epoch;
    private final int segmentBytes;

    private final List<Segment> segments = new ArrayList<>();
    private final List<Segment> leftBehind = new ArrayList<>();
    private final ReadPlaces places = new ReadPlaces();
    private final Rate numbers = new Rate();
    private long next = 1;
    private long bytes;

    /** For as long as the last segment is written to. */
    private @Nullable SegmentWriter active;

    /** What a reader needs of one segment, as it was when it asked. */
    record View(Segment segment, int emptied, long position, long sequence, long end, long next) {}

    StreamLog(Disk disk, Path store, StreamName stream, String epoch, int segmentBytes) {
        this.disk = disk;
        this.directory = store.resolve(stream.text());
        this.stream = stream;
        this.epoch = epoch;
        this.segmentBytes = segmentBytes;
    }

    /**
     * Reads the headers of all segments and the records of the last one; answers what may be missing there, if anything.
     *
     * @param closed how the stream was when the store was closed in good order
     * @param given highest sequence that is known to have been given
     * @param deletedUpTo up to where records were deleted
     */
    @Nullable
    Recovery open(Closed closed, long given, long deletedUpTo, Quarantine quarantine) throws IOException {
        disk.createDirectories(directory);
        Inventory inventory = new Inventory(disk, directory, stream, epoch, quarantine);
        inventory.take(given);
        segments.addAll(inventory.segments());
        leftBehind.addAll(inventory.emptied());
        leftBehind.forEach(segment -> bytes += segment.end);
        for (int i = 0; i + 1 < segments.size(); i++) {
            segments.get(i).next = segments.get(i + 1).first;
        }
        Recovery recovery = null;
        if (segments.isEmpty()) {
            next = inventory.given() == 0 ? 1 : inventory.given() + Segment.MOST_RECORDS + 1;
        } else {
            recovery = scanLast(closed, inventory.given(), deletedUpTo, quarantine);
            next = last().next;
        }
        for (Segment segment : segments) {
            segment.from = Math.max(segment.first, Math.min(deletedUpTo + 1, segment.next));
            // An earlier process of this boot may have left what is only in the page cache.
            segment.dirty = recoveredDirty(segment);
            bytes += segment.end;
        }
        return recovery;
    }

    private @Nullable Recovery scanLast(Closed closed, long given, long deletedUpTo, Quarantine quarantine) {
        Segment last = last();
        try {
            Recovery recovery = Recovery.scan(disk, last, disk.bootId(), closed, given, deletedUpTo, quarantine);
            active = recovery.continues() ? new SegmentWriter(disk.openToWrite(last.path), last.path) : null;
            return recovery;
        } catch (IOException e) {
            // Readers try it again later, and then it is either read or given up.
            Logger.warn("store: {} can't be read at the start: {}", last.path, e.toString());
            last.next = Math.max(last.reserved(), given) + 1;
            return null;
        }
    }

    long next() {
        return next;
    }

    long oldest() {
        return segments.isEmpty() ? next : segments.get(0).from;
    }

    long bytes() {
        return bytes;
    }

    /** What a start can rely on: that this is the newest sequence, as long as the newest segment is the same. */
    Closed closed() {
        SegmentHeader header = segments.isEmpty() ? null : last().header;
        return new Closed(next - 1, header == null ? 0 : header.checksum());
    }

    /** The same, as long as nothing is appended. */
    Closed closedUnlessAppended() {
        return active == null ? closed() : Closed.NOT;
    }

    StreamState state() {
        return new StreamState(stream, epoch, oldest(), next - 1, bytes, segments.size());
    }

    void step(long nowNanos) {
        numbers.set(next);
        numbers.step(nowNanos);
    }

    /** Whether something could be deleted to make room. */
    boolean hasRecords() {
        return segments.size() > 1 || (segments.size() == 1 && !segments.get(0).isEmpty());
    }

    /** Whether something could be deleted without closing the segment that is written to. */
    boolean hasSealed() {
        return segments.size() > 1;
    }

    Segment get(int index) {
        return segments.get(index);
    }

    Segment first() {
        return segments.get(0);
    }

    Segment last() {
        return segments.get(segments.size() - 1);
    }

    List<Segment> dirty() {
        return segments.stream().filter(segment -> segment.dirty).toList();
    }

    /** The oldest segment that is not written to and was not thinned out. */
    @Nullable
    Segment firstToThin() {
        for (int i = 0; i + 1 < segments.size(); i++) {
            if (!segments.get(i).thinned) {
                return segments.get(i);
            }
        }
        return null;
    }

    /** How many numbers from a sequence on were left out when segments were thinned. */
    long thinnedOut(long from) {
        long sum = 0;
        for (Segment segment : segments) {
            if (segment.keepEvery() > 0 && segment.next > from) {
                sum += Thinning.leftOut(Math.max(from, segment.from), segment.next - 1, segment.keepEvery());
            }
        }
        return sum;
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
        last.records++;
        bytes += size;
        return next - 1;
    }

    /** Begins a new segment. Its header and name are on the card when this returns, and with them the numbers that it reserves. */
    void rotate() throws IOException {
        SegmentHeader header = new SegmentHeader(stream, epoch, next, next - 1 + reserve(), disk.bootId(), 0);
        Path path = directory.resolve(Segment.name(next));
        SegmentWriter writer = SegmentWriter.create(disk, path, header);
        close();
        if (!segments.isEmpty() && last().first == next) {
            bytes -= last().end;
            segments.remove(segments.size() - 1);
        }
        active = writer;
        segments.add(new Segment(path, next, header, SegmentHeader.SIZE));
        bytes += SegmentHeader.SIZE;
    }

    /** Deletes the oldest segment, which is not the last. A file that the card does not let go is tried again by {@link #sweep}. */
    void deleteFirst() {
        leftBehind.add(segments.remove(0));
        sweep();
    }

    /** Deletes what was to be deleted; until that works, its bytes count. */
    void sweep() {
        for (Iterator<Segment> left = leftBehind.iterator(); left.hasNext(); ) {
            Segment segment = left.next();
            try {
                disk.delete(segment.path);
                bytes -= segment.end;
                left.remove();
            } catch (IOException e) {
                Logger.debug(e, "{} could not be deleted", segment.path);
            }
        }
    }

    /** How many segments from the oldest on, without the last, end at or before a sequence. */
    int sealedUpTo(long sequence) {
        int count = 0;
        while (count + 1 < segments.size() && segments.get(count).next - 1 <= sequence) {
            count++;
        }
        return count;
    }

    int segmentCount() {
        return segments.size();
    }

    /** Puts another file in the place of a segment that is not the last; both hold records of the same numbers. */
    void replace(Segment old, Path draft, SegmentHeader header, long end) throws IOException {
        disk.rename(draft, old.path);
        Segment fresh = new Segment(old.path, old.first, header, end);
        fresh.from = old.from;
        fresh.next = old.next;
        segments.set(segments.indexOf(old), fresh);
        bytes += end - old.end;
        places.forget(old.first);
    }

    /** Whether the segment that is written to is the only one, and holds so many bytes of records. */
    boolean canBeEmptied(long atLeast) {
        return active != null && segments.size() == 1 && last().end - SegmentHeader.SIZE >= atLeast;
    }

    /** Takes all records out of the segment that is written to, so that the next ones go where they were; false when the card refuses. */
    boolean empty() {
        Segment last = last();
        boolean done = active != null && active.cutOff(SegmentHeader.SIZE);
        if (done) {
            bytes -= last.end - SegmentHeader.SIZE;
            last.end = SegmentHeader.SIZE;
            last.dirty = false;
            last.from = next;
            last.emptied++;
            last.records = 0;
            places.forget(last.first);
        }
        return done;
    }

    /** Where a sequence is to be looked for; null when it has not been given yet. */
    @Nullable
    View view(long sequence) {
        long wanted = Math.max(sequence, oldest());
        if (wanted >= next || segments.isEmpty()) {
            return null;
        }
        Segment segment = segments.get(find(wanted));
        long place = places.find(segment.first, wanted);
        long position = place >= 0 ? place : SegmentHeader.SIZE;
        long begin = place >= 0 ? wanted : segment.from;
        return new View(segment, segment.emptied, position, begin, segment.end, segment.next);
    }

    /** Remembers where the record with a sequence begins. */
    void remember(View view, long sequence, long position) {
        if (segments.contains(view.segment()) && view.segment().emptied == view.emptied()) {
            places.remember(view.segment().first, sequence, position);
        }
    }

    boolean keeps(Segment segment) {
        return segments.contains(segment);
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

    private SegmentWriter writerFor(long size) throws IOException {
        if (active == null || !fits(last(), size)) {
            rotate();
        }
        return Objects.requireNonNull(active);
    }

    private boolean fits(Segment segment, long size) {
        return next <= segment.reserved() && (segment.isEmpty() || segment.end + size <= segmentBytes);
    }

    /**
     * About as many numbers as will be needed: those that a power cut leaves unused are reported as possibly lost, and each reservation
     * is forced.
     */
    private long reserve() {
        long before = segments.isEmpty() ? 0 : last().records;
        long soon = (long) (numbers.perSecond() * RESERVED_SECONDS);
        return Math.max(FEWEST_RECORDS, Math.min(Segment.MOST_RECORDS, Math.max(before + before / 4, soon)));
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
