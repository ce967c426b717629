package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads one stream of a store from its oldest record to the newest that is there when it begins, while an agent may append to the last
 * segment, delete the first, thin one out, or empty one in place. What looks damaged in a segment that has changed since it was opened
 * is looked at again, and is told only when the same bytes are found in the same place. What is missing is compared with the ledger of
 * that moment. One segment is open at a time, and one record in memory.
 */
final class StreamWalk {
    /** A segment that shows something else each time is being written: nothing can be said about it. */
    private static final int ATTEMPTS = 20;
    /** How long a record may take that is being written right now. */
    private static final long WRITE_MILLIS = 50;

    private static final int CHUNK = 32 * 1024;

    private final Disk disk;
    private final Path store;
    private final StreamName stream;
    private final String epoch;
    private final RecordVisitor visitor;
    private final Path directory;

    private long from = 1;
    private long to = Long.MAX_VALUE;
    /** The number that should come next. */
    private long due;
    /** What looked damaged in the segment at hand; for one attempt. */
    private @Nullable Suspicion suspicion;

    StreamWalk(Disk disk, Path store, StreamName stream, String epoch, RecordVisitor visitor) {
        this.disk = disk;
        this.store = store;
        this.stream = stream;
        this.epoch = epoch;
        this.visitor = visitor;
        this.directory = store.resolve(stream.text());
    }

    /** Shows the records with these numbers. */
    void walk(long first, long last) throws IOException {
        from = first;
        to = last;
        KnownNumbers known = new KnownNumbers(disk, store, epoch);
        List<String> names = Segment.names(disk, directory);
        int begin = 0;
        while (begin + 1 < names.size() && Segment.firstOf(names.get(begin + 1)) <= from) {
            begin++;
        }
        boolean fromOldest = begin == 0 && known.tellsDeleted();
        due = fromOldest ? known.deletedUpTo(stream) + 1 : names.isEmpty() ? 1 : Segment.firstOf(names.get(begin));
        for (int i = begin; i < names.size() && Segment.firstOf(names.get(i)) <= to; i++) {
            long next = i + 1 < names.size() ? Segment.firstOf(names.get(i + 1)) : -1;
            segment(names.get(i), next);
        }
        missing(stream.text(), new Gap(due, known.closedAt(stream)), "the newest records are not there");
    }

    private void segment(String name, long next) throws IOException {
        String file = stream.text() + "/" + name;
        missing(file, new Gap(due, Segment.firstOf(name) - 1), "no segment before it has them");
        due = Math.max(due, Segment.firstOf(name));
        suspicion = null;
        try {
            disk.openToRead(directory.resolve(name)).close();
            header(Segment.loadWhileWritten(disk, directory, name), file);
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                State before = State.of(directory.resolve(name));
                if (scan(new Look(Segment.load(disk, directory, name), file, next, before))) {
                    visitor.segment();
                    return;
                }
            }
        } catch (NoSuchFileException deleted) {
            // Its numbers are missing before the next segment, unless the ledger knows that they were deleted.
        } catch (AccessDeniedException e) {
            throw e;
        } catch (IOException e) {
            Gap rest = new Gap(due, next < 0 ? due - 1 : next - 1);
            tell(Damage.Kind.UNREADABLE, file, rest, "can't be read: " + e.getMessage());
            due = Math.max(due, rest.last + 1);
        }
    }

    /**
     * One attempt at one segment.
     *
     * @param next first number of the following segment; -1 for the newest
     * @param before what the file was before anything of it was read
     */
    private record Look(Segment segment, String file, long next, State before) {
        boolean isNewest() {
            return next < 0;
        }

        SegmentScanner scanner(DiskFile open) {
            long highest = isNewest() ? segment.reserved() : next - 1;
            return new SegmentScanner(open, SegmentHeader.SIZE, segment.end, segment.first, highest);
        }
    }

    /** Shows one segment from what is due on; false when it changed, and is to be looked at again. */
    private boolean scan(Look look) throws IOException {
        try (DiskFile open = disk.openToRead(look.segment.path)) {
            int keepEvery = look.segment.keepEvery();
            SegmentScanner scanner = look.scanner(open);
            while (due <= to) {
                long from = scanner.position();
                long expected = Math.max(due, scanner.expected());
                RecordFrame frame = scanner.next();
                if (frame != null && frame.sequence() < due) {
                    continue;
                }
                long begins = frame == null ? look.segment.end : scanner.position() - frame.bytes();
                long found = frame != null ? frame.sequence() : look.isNewest() ? expected : look.next;
                Gap gap = new Gap(from, begins, expected, found - 1, keepEvery);
                if (!gap.isNone() && !judge(look, open, gap, frame == null)) {
                    return false;
                }
                due = found;
                if (frame == null) {
                    return true;
                }
                show(frame, scanner, look.file);
                due = found + 1;
            }
        }
        return true;
    }

    /** Tells a gap; false when the segment may have changed under it. */
    private boolean judge(Look look, DiskFile open, Gap gap, boolean atTheEnd) throws IOException {
        boolean newest = atTheEnd && look.isNewest();
        Suspicion now = Suspicion.of(open, gap);
        if (!now.equals(suspicion) && hasChanged(look.before, look.segment.path, newest)) {
            suspicion = now;
            return false;
        }
        if (gap.from == gap.to) {
            missing(look.file, gap, "numbers are missing");
        } else if (newest && isCutShort(open, gap)) {
            String detail =
                    "record " + gap.first + " is cut short; it was never accepted, and the next start cuts it off";
            tell(Damage.Kind.CUT_SHORT, look.file, gap, detail);
        } else {
            tell(Damage.Kind.BYTES, look.file, gap, "these bytes are no record");
        }
        return true;
    }

    private void show(RecordFrame frame, SegmentScanner scanner, String file) {
        if (frame.sequence() < from || frame.sequence() > to) {
            return;
        }
        StoredRecord record = new StoredRecord(
                stream,
                epoch,
                frame.sequence(),
                Span.instant(frame.storedNanos()),
                frame.clock(),
                frame.count(),
                scanner.payload());
        long end = scanner.position();
        visitor.record(record, new RecordVisitor.Place(file, end - frame.bytes(), end));
    }

    private void header(Segment segment, String file) throws IOException {
        SegmentHeader header = segment.header;
        if (header == null && segment.end > SegmentHeader.SIZE) {
            Gap place = new Gap(0, SegmentHeader.SIZE, due, due - 1, 0);
            tell(Damage.Kind.HEADER, file, place, "the header is damaged; the records are read all the same");
        } else if (header != null
                && (header.stream() != stream || !header.epoch().equals(epoch))) {
            String detail =
                    "belongs to another store: stream " + header.stream().text() + ", epoch " + header.epoch();
            tell(Damage.Kind.FOREIGN, file, new Gap(due, due - 1), detail);
        }
    }

    /** Whether these last bytes of the newest segment are the beginning of its next record. */
    private static boolean isCutShort(DiskFile open, Gap gap) throws IOException {
        byte[] head = new byte[RecordFrame.SIZE];
        if (gap.to - gap.from < head.length || open.readFully(head, 0, head.length, gap.from) < head.length) {
            return true;
        }
        RecordFrame frame = RecordFrame.decode(head, 0);
        return frame.isPlausible(gap.first, gap.first) && gap.from + frame.bytes() > gap.to;
    }

    private void missing(String file, Gap gap, String detail) throws IOException {
        if (!gap.isNone()) {
            tell(Damage.Kind.MISSING, file, gap, detail);
        }
    }

    /** Tells a damage of the wanted numbers with what is known of its numbers now; missing numbers that were deleted are none. */
    private void tell(Damage.Kind kind, String file, Gap gap, String detail) throws IOException {
        if (Math.max(gap.first, gap.last) < from || gap.first > to) {
            return;
        }
        KnownNumbers known = new KnownNumbers(disk, store, epoch);
        long lowest = Math.max(Math.max(gap.first, from), known.deletedUpTo(stream) + 1);
        Gap wanted = new Gap(gap.from, gap.to, lowest, Math.min(gap.last, to), gap.keepEvery);
        if (kind == Damage.Kind.MISSING && wanted.isNone()) {
            return;
        }
        Damage.Standing standing =
                wanted.count() == 0 ? Damage.Standing.NOTHING : known.standing(stream, wanted.first, wanted.last);
        visitor.damage(new Damage(
                kind, file, gap.from, gap.to, stream, wanted.first, wanted.last, wanted.count(), standing, detail));
    }

    /**
     * What lies between two records, or where one was to be.
     *
     * @param from first byte
     * @param to one above the last byte
     * @param first lowest number that is missing
     * @param last highest number that is missing; below {@code first} when none is
     * @param keepEvery of them only the multiples of so many were meant to be there; 0 or 1 for all
     */
    private record Gap(long from, long to, long first, long last, int keepEvery) {
        Gap(long first, long last) {
            this(0, 0, first, last, 0);
        }

        boolean isNone() {
            return from == to && count() == 0;
        }

        /** How many numbers are missing that were meant to be there. */
        long count() {
            if (last < first) {
                return 0;
            }
            return keepEvery < 2 ? last - first + 1 : last / keepEvery - (first - 1) / keepEvery;
        }
    }

    /** Whether the segment is not what it was; where a record may be on its way, that takes a moment. */
    private static boolean hasChanged(State before, Path path, boolean atTheEnd) throws IOException {
        boolean changed = !State.of(path).equals(before);
        if (changed || atTheEnd) {
            try {
                TimeUnit.MILLISECONDS.sleep(WRITE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return changed || !State.of(path).equals(before);
    }

    private record State(long size, FileTime modified) {
        static State of(Path path) throws IOException {
            return new State(Files.size(path), Files.getLastModifiedTime(path));
        }
    }

    /** A gap with the content of its bytes. */
    private record Suspicion(Gap gap, long crc) {
        static Suspicion of(DiskFile file, Gap gap) throws IOException {
            CRC32C sum = new CRC32C();
            byte[] chunk = new byte[CHUNK];
            for (long at = gap.from; at < gap.to; at += chunk.length) {
                int read = file.readFully(chunk, 0, (int) Math.min(chunk.length, gap.to - at), at);
                sum.update(chunk, 0, read);
            }
            return new Suspicion(gap, sum.getValue());
        }
    }
}
