package io.fieldpost.agent.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One file of a stream as it is known in memory. Guarded by the store's lock. */
final class Segment {
    private static final String SUFFIX = ".seg";
    private static final int DIGITS = 19;
    /** When the header is lost: as many numbers as a header may reserve. */
    static final int MOST_RECORDS = 4096;

    final Path path;
    final long first;
    /** Null when its header is damaged; the records can be read all the same. */
    final @Nullable SegmentHeader header;
    /** Where the whole records end. */
    long end;
    /** One above the highest sequence that belongs here. */
    long next;
    /** Has bytes that may not be on the card yet. */
    boolean dirty;

    Segment(Path path, long first, @Nullable SegmentHeader header, long end) {
        this.path = path;
        this.first = first;
        this.header = header;
        this.end = end;
        this.next = first;
    }

    long reserved() {
        return header == null ? first + MOST_RECORDS - 1 : header.reserved();
    }

    boolean isEmpty() {
        return next == first;
    }

    static String name(long first) {
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", first) + SUFFIX;
    }

    static long firstOf(String name) {
        return Long.parseLong(name.substring(0, DIGITS));
    }

    /** The names of all segments in a directory, in the order of their sequences. */
    static List<String> names(Disk disk, Path directory) throws IOException {
        return disk.list(directory).stream()
                .filter(name -> name.matches("[0-9]{" + DIGITS + "}\\.seg"))
                .toList();
    }

    /** Reads the header of a segment that exists; a header that can't be read is as good as a damaged one. */
    static Segment load(Disk disk, Path directory, String name) throws IOException {
        Path path = directory.resolve(name);
        byte[] head = new byte[SegmentHeader.SIZE];
        SegmentHeader header = null;
        try (DiskFile file = disk.open(path, false)) {
            if (file.readFully(head, 0, head.length, 0) == head.length) {
                header = SegmentHeader.decode(head);
            }
        } catch (IOException e) {
            header = null;
        }
        long first = firstOf(name);
        boolean fits = header != null && header.first() == first;
        return new Segment(path, first, fits ? header : null, disk.size(path));
    }
}
