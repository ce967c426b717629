package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.StoreException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a store from outside: a copied directory, or one that an agent has open and writes to. It takes no lock, and changes nothing:
 * its files are opened for reading only. What it shows is what was there when it looked.
 */
public final class StoreReader {
    private final Disk disk = new ReadOnlyDisk();
    private final Path path;
    private final String epoch;

    private StoreReader(Path path) throws StoreException, IOException {
        this.path = path;
        recognise();
        String found = new StoreDirectory(disk, path).examine();
        epoch = found == null ? "" : found;
    }

    /**
     * Recognises a store.
     *
     * @throws StoreException when the directory is none of ours, is of a later version, or may not be read
     */
    public static StoreReader open(Path path) throws StoreException {
        try {
            return new StoreReader(path);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /** Its directory. */
    public Path path() {
        return path;
    }

    /** 16 hexadecimal digits; empty when neither the marker nor a segment tells. */
    public String epoch() {
        return epoch;
    }

    /** What is there, from the headers, the first record and the last segment of each stream, and the small files. */
    public StoreInspection inspect() throws StoreException {
        try {
            return new Inspector(disk, path, epoch).inspect();
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /**
     * Shows the records of one stream, and what is damaged between them.
     *
     * @param first lowest number wanted
     * @param last highest number wanted
     */
    public void read(StreamName stream, long first, long last, RecordVisitor visitor) throws StoreException {
        try {
            new StreamWalk(disk, path, stream, epoch, visitor).walk(first, last);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /**
     * Between which numbers the records lie that were stored in a span of time, found by the first record of some segments: a segment or
     * two too many on each side, and less than that where the clock was set meanwhile.
     *
     * @param since stored then or later
     * @param until stored then or earlier
     */
    public Between storedWithin(StreamName stream, Instant since, Instant until) throws StoreException {
        try {
            List<String> names = Segment.names(disk, path.resolve(stream.text()));
            int begin = segmentsBegunBy(since, stream, names);
            int end = segmentsBegunBy(until, stream, names);
            return new Between(
                    begin == 0 ? 1 : Segment.firstOf(names.get(begin - 1)),
                    end == names.size() ? Long.MAX_VALUE : Segment.firstOf(names.get(end)) - 1);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /**
     * Numbers of records.
     *
     * @param first the lowest
     * @param last the highest, {@link Long#MAX_VALUE} for the newest there is
     */
    public record Between(long first, long last) {}

    /** How many segments, from the oldest on, have their first record from a time or from before. One without a record counts as later. */
    private int segmentsBegunBy(Instant stored, StreamName stream, List<String> names) throws IOException {
        int low = 0;
        int high = names.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Instant begun = firstStored(path.resolve(stream.text()), names.get(middle));
            if (begun != null && !begun.isAfter(stored)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private @Nullable Instant firstStored(Path directory, String name) throws IOException {
        try (DiskFile file = disk.openToRead(directory.resolve(name))) {
            Segment segment = Segment.load(disk, directory, name);
            RecordFrame frame =
                    new SegmentScanner(file, SegmentHeader.SIZE, segment.end, segment.first, segment.reserved()).next();
            return frame == null ? null : Span.instant(frame.storedNanos());
        } catch (NoSuchFileException deleted) {
            return null;
        }
    }

    /** What is known about a record whose bytes turned out to be of no use. */
    public Damage.Standing standing(StoredRecord record) {
        try {
            KnownNumbers known = new KnownNumbers(disk, path, epoch);
            return known.standing(record.stream(), record.sequence(), record.sequence());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The small files of which nothing can be read; the next start goes on without them. */
    public List<Damage> damagedState() throws StoreException {
        try {
            return new KnownNumbers(disk, path, epoch)
                    .damaged().stream()
                            .map(file -> new Damage(
                                    Damage.Kind.STATE,
                                    file,
                                    0,
                                    0,
                                    null,
                                    1,
                                    0,
                                    0,
                                    Damage.Standing.NOTHING,
                                    "neither of its two copies is whole; the next start goes on without it"))
                            .toList();
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    private void recognise() throws StoreException, IOException {
        if (Files.notExists(path)) {
            throw notOurs(" is not there");
        }
        if (!Files.exists(path)) {
            throw new AccessDeniedException(path.toString());
        }
        if (!Files.isDirectory(path)) {
            throw notOurs(" is not a directory");
        }
        List<String> names = disk.list(path);
        if (names.contains(StoreDirectory.MARKER) && isMarker(path.resolve(StoreDirectory.MARKER))) {
            return;
        }
        for (StreamName stream : StreamName.values()) {
            if (names.contains(stream.text())
                    && !Segment.names(disk, path.resolve(stream.text())).isEmpty()) {
                return;
            }
        }
        boolean ofStream = !Segment.names(disk, path).isEmpty();
        throw notOurs(ofStream ? " is one stream of a store" : " is no store of Fieldpost");
    }

    private StoreException notOurs(String what) {
        return new StoreException(Reason.NOT_OURS, path + what + ": name the directory that store.path names");
    }

    private boolean isMarker(Path marker) throws IOException {
        byte[] head = new byte[StoreDirectory.MAGIC.length()];
        try (DiskFile file = disk.openToRead(marker)) {
            int length = file.readFully(head, 0, head.length, 0);
            return new String(head, 0, length, StandardCharsets.US_ASCII).equals(StoreDirectory.MAGIC);
        }
    }

    private static StoreException failure(Path path, IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return new StoreException(
                    Reason.NOT_OURS,
                    denied.getFile() + " may not be read by " + System.getProperty("user.name")
                            + ": run the same as root (sudo), or as the agent's user",
                    e);
        }
        return new StoreException(
                Reason.IO,
                path + " can't be read (" + e.getMessage() + "): look at the kernel's log for errors of the card",
                e);
    }
}
