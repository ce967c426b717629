package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tinylog.Logger;

/**
 * What lies in the directory of one stream at the start: its segments in order. A segment of another store, and a file that only has the
 * name of a segment, are put aside under another name; one of ours of which nothing is left is set aside as damaged.
 */
final class Inventory {
    private static final long LARGEST = 16L * 1024 * 1024;

    private final Disk disk;
    private final Path directory;
    private final StreamName stream;
    private final String epoch;
    private final Quarantine quarantine;

    private final List<Segment> segments = new ArrayList<>();
    private long given;
    /** First sequence of the newest segment of ours of which nothing is left. */
    private long lastEmpty = Long.MIN_VALUE / 2;

    Inventory(Disk disk, Path directory, StreamName stream, String epoch, Quarantine quarantine) {
        this.disk = disk;
        this.directory = directory;
        this.stream = stream;
        this.epoch = epoch;
        this.quarantine = quarantine;
    }

    /**
     * Reads the headers.
     *
     * @param knownGiven highest sequence that is known to have been given, whatever lies here
     */
    void take(long knownGiven) throws IOException {
        given = knownGiven;
        for (String name : disk.list(directory)) {
            if (name.endsWith(Segment.DRAFT)) {
                disk.delete(directory.resolve(name));
            }
        }
        for (String name : Segment.names(disk, directory)) {
            Segment segment = Segment.load(disk, directory, name);
            if (belongs(segment)) {
                segments.add(segment);
            }
        }
        boolean wasNewest = segments.isEmpty() || segments.get(segments.size() - 1).first < lastEmpty;
        given = wasNewest ? Math.max(given, lastEmpty + Segment.MOST_RECORDS - 1) : given;
    }

    List<Segment> segments() {
        return segments;
    }

    /** The highest sequence that may have been given in what had to be set aside. */
    long given() {
        return given;
    }

    private boolean belongs(Segment segment) throws IOException {
        SegmentHeader header = segment.header;
        if (header != null) {
            boolean ours = header.isOf(stream, epoch) && header.first() == segment.first;
            if (!ours) {
                putAside(segment, "is a segment of another store, stream or place");
            }
            return ours;
        }
        if (segment.unreadable || holdsRecord(segment)) {
            return true;
        }
        boolean unborn = segment.end <= SegmentHeader.SIZE;
        if (!unborn && segment.first > highestReserved() + 1) {
            putAside(segment, "has the name of a segment and nothing that belongs there");
            return false;
        }
        // The header was on the card before the first number was given, so a file without one gave none.
        if (!unborn) {
            keepCopy(segment);
            lastEmpty = segment.first;
        }
        disk.delete(segment.path);
        return false;
    }

    private long highestReserved() {
        return segments.isEmpty()
                ? given
                : Math.max(given, segments.get(segments.size() - 1).reserved());
    }

    private boolean holdsRecord(Segment segment) {
        try (DiskFile file = disk.openToRead(segment.path)) {
            // The scanner takes what it can't read for damage; nothing may be deleted because of that.
            byte[] all = new byte[(int) Math.min(segment.end, LARGEST)];
            file.readFully(all, 0, all.length, 0);
            SegmentScanner scanner =
                    new SegmentScanner(file, SegmentHeader.SIZE, segment.end, segment.first, segment.reserved());
            return scanner.next() != null;
        } catch (IOException e) {
            // What can't be read now may be readable later; readers find out.
            Logger.debug(e, "{} can't be read at the start", segment.path);
            return true;
        }
    }

    private void keepCopy(Segment segment) {
        Logger.warn("store: nothing whole is left in {}; a part of it is set aside", segment.path);
        try (DiskFile file = disk.openToRead(segment.path)) {
            quarantine.keep(stream.text() + "-" + segment.first, file, 0, segment.end);
        } catch (IOException e) {
            Logger.debug(e, "{} can't be set aside", segment.path);
        }
    }

    private void putAside(Segment segment, String why) throws IOException {
        Path aside = directory.resolve(segment.path.getFileName() + Segment.FOREIGN);
        Logger.warn("store: {} {}: it is not read, and renamed to {}", segment.path, why, aside.getFileName());
        disk.rename(segment.path, aside);
    }
}
