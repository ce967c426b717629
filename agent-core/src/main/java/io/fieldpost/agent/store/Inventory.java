package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tinylog.Logger;

/**
 * What lies in the directory of one stream at the start: its segments in order. A segment of another store, and a file that only has the
 * name of a segment, are put aside under another name; one of ours of which nothing is left is set aside as damaged.
 */
final class Inventory {
    private final Disk disk;
    private final Path directory;
    private final StreamName stream;
    private final String epoch;
    private final Quarantine quarantine;

    private final List<Segment> segments = new ArrayList<>();
    private final List<Segment> emptied = new ArrayList<>();
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
                delete(directory.resolve(name));
            }
        }
        for (String name : Segment.names(disk, directory)) {
            try {
                Segment segment = Segment.load(disk, directory, name);
                if (belongs(segment)) {
                    segments.add(segment);
                }
            } catch (NoSuchFileException e) {
                Logger.warn("store: {} has a name and no file; its range is reported", directory.resolve(name));
            }
        }
        boolean wasNewest = segments.isEmpty() || segments.get(segments.size() - 1).first < lastEmpty;
        given = wasNewest ? Math.max(given, lastEmpty + Segment.MOST_RECORDS - 1) : given;
    }

    List<Segment> segments() {
        return segments;
    }

    /** Those of ours of which nothing is left; they tell that numbers were given until the ledger does, so they are deleted later. */
    List<Segment> emptied() {
        return emptied;
    }

    /** The highest sequence that may have been given in what had to be set aside. */
    long given() {
        return given;
    }

    private boolean belongs(Segment segment) {
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
        boolean cutShort = segment.end <= SegmentHeader.SIZE;
        if (segment.first > highestReserved() + 1) {
            if (!cutShort) {
                putAside(segment, "has the name of a segment and nothing that belongs there");
            }
            return false;
        }
        if (segment.end == 0) {
            // Its header is on the card before the first number is given, so it gave none.
            delete(segment.path);
            return false;
        }
        lastEmpty = segment.first;
        if (!cutShort) {
            keepCopy(segment);
        }
        emptied.add(segment);
        return false;
    }

    private void delete(Path path) {
        try {
            disk.delete(path);
        } catch (IOException e) {
            Logger.warn("store: {} is of no use and can't be deleted: {}", path, e.toString());
        }
    }

    private long highestReserved() {
        return segments.isEmpty()
                ? given
                : Math.max(given, segments.get(segments.size() - 1).reserved());
    }

    private boolean holdsRecord(Segment segment) {
        try (DiskFile file = disk.openToRead(segment.path)) {
            // The scanner takes what it can't read for damage; nothing may be deleted because of that.
            byte[] part = new byte[64 * 1024];
            for (long at = 0; at < segment.end; at += part.length) {
                file.readFully(part, 0, part.length, at);
            }
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

    private void putAside(Segment segment, String why) {
        Path aside = directory.resolve(segment.path.getFileName() + Segment.FOREIGN);
        Logger.warn("store: {} {}: it is not read, and renamed to {}", segment.path, why, aside.getFileName());
        try {
            disk.rename(segment.path, aside);
        } catch (IOException e) {
            Logger.warn("store: {} can't be renamed, and stays as it is: {}", segment.path, e.toString());
        }
    }
}
