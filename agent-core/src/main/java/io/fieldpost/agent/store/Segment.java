package io.fieldpost.agent.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
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

    private static final long LARGEST = 16L * 1024 * 1024;
    /** Ending of a file that is written beside a segment, to take its place. */
    static final String DRAFT = ".new";
    /** Ending of a segment of another store that was found here. */
    static final String FOREIGN = ".foreign";

    final Path path;
    final long first;
    /** Null when its header is damaged; the records can be read all the same. */
    final @Nullable SegmentHeader header;
    /** Lowest sequence that can still be in it: above {@code first} once it was emptied in place. */
    long from;
    /** Where the whole records end. */
    long end;
    /** One above the highest sequence that belongs here. */
    long next;
    /** Has bytes that may not be on the card yet. */
    boolean dirty;
    /** How many records are in it, of those that were counted: what was appended, and what was found at the start. */
    int records;
    /** How often it was emptied in place: what was known of its inside before does not hold any more. */
    int emptied;
    /** Thinning it out would gain nothing, or failed. */
    boolean thinned;
    /** The card did not let its header be read, which says nothing about what is in it. */
    boolean unreadable;
    /** Reads that failed one after the other. */
    int failedReads;

    Segment(Path path, long first, @Nullable SegmentHeader header, long end) {
        this.path = path;
        this.first = first;
        this.header = header;
        this.end = end;
        this.from = first;
        this.next = first;
        this.thinned = header != null && header.keepEvery() > 0;
    }

    /** 0, or n when only multiples of n are meant to be in it. */
    int keepEvery() {
        return header == null ? 0 : header.keepEvery();
    }

    long reserved() {
        return header == null ? first + MOST_RECORDS - 1 : header.reserved();
    }

    boolean isOfOtherBoot(String bootId) {
        return header != null && !header.bootId().equals(bootId);
    }

    boolean isEmpty() {
        return next == from;
    }

    static String name(long first) {
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", first) + SUFFIX;
    }

    static long firstOf(String name) {
        return Long.parseLong(name.substring(0, DIGITS));
    }

    /** The same for one who looks on while an agent writes: a file that was made between two looks at it seems to have no header. */
    static Segment loadWhileWritten(Disk disk, Path directory, String name) throws IOException {
        Segment segment = load(disk, directory, name);
        return segment.header == null ? load(disk, directory, name) : segment;
    }

    /** No segment is larger; a file that says so is damaged, and what lies beyond is not read. */
    private static long sizeOf(Disk disk, Path path) throws NoSuchFileException {
        try {
            return Math.min(disk.size(path), LARGEST);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            // Then it can't be opened either, which readers find out.
            return SegmentHeader.SIZE + 1;
        }
    }

    /** The names of all segments in a directory, in the order of their sequences. */
    static List<String> names(Disk disk, Path directory) throws IOException {
        return disk.list(directory).stream().filter(Segment::isName).toList();
    }

    private static boolean isName(String name) {
        // 19 digits hold more than a long does.
        return name.matches("[0-8][0-9]{" + (DIGITS - 1) + "}\\.seg") && Numbers.canBegin(firstOf(name));
    }

    /** Reads the header of a segment that exists. */
    static Segment load(Disk disk, Path directory, String name) throws IOException {
        Path path = directory.resolve(name);
        byte[] head = new byte[SegmentHeader.SIZE];
        SegmentHeader header = null;
        boolean unreadable = false;
        try (DiskFile file = disk.openToRead(path)) {
            if (file.readFully(head, 0, head.length, 0) == head.length) {
                header = SegmentHeader.decode(head);
            }
        } catch (IOException e) {
            unreadable = true;
        }
        Segment segment = new Segment(path, firstOf(name), header, sizeOf(disk, path));
        segment.unreadable = unreadable;
        return segment;
    }
}
