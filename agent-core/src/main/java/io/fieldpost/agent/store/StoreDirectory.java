package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.StoreException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whether a directory is a store of ours before anything in it is touched, and keeps its marker. */
final class StoreDirectory {
    static final String MARKER = "store";
    static final String LOCK = "lock";
    static final int VERSION = 1;
    static final String MAGIC = "fieldpost store";
    private static final String DRAFT = "store.new";
    /**
     * What may be there before the first start: what a start that was cut short left, what a new file system has, and
     * sources/, where the drivers keep what they need, such as certificates.
     */
    private static final Set<String> HARMLESS = Set.of(LOCK, DRAFT, "lost+found", "sources");

    private final Disk disk;
    private final Path path;

    StoreDirectory(Disk disk, Path path) {
        this.disk = disk;
        this.path = path;
    }

    /**
     * The epoch of the store that is here: from the marker, else from a segment; null when there is no store yet. Reads only.
     *
     * @throws StoreException when the directory belongs to somebody else or to a later version
     */
    @Nullable
    String examine() throws StoreException, IOException {
        List<String> names = disk.list(path);
        String marker = names.contains(MARKER) ? text(path.resolve(MARKER)) : "";
        String fromSegments = examineSegments();
        if (marker.startsWith(MAGIC)) {
            refuseLater(field(marker, "version"), path.resolve(MARKER));
            String epoch = field(marker, "epoch");
            return epoch.matches("[0-9a-f]{16}") ? epoch : fromSegments;
        }
        boolean harmless = HARMLESS.containsAll(names) || (names.equals(List.of(MARKER)) && marker.isEmpty());
        if (fromSegments == null && !harmless) {
            throw new StoreException(
                    Reason.NOT_OURS,
                    path + " is not empty and not a store of Fieldpost (it holds " + names.get(0)
                            + "): nothing was touched; name another directory, or empty this one");
        }
        return fromSegments;
    }

    /** Writes the marker so that it survives a power cut. */
    void mark(String epoch) throws IOException {
        byte[] bytes = (MAGIC + "\nversion " + VERSION + "\nepoch " + epoch + "\n").getBytes(StandardCharsets.US_ASCII);
        try (DiskFile file = disk.open(path.resolve(DRAFT), true)) {
            file.truncate(0);
            file.writeFully(bytes, bytes.length, 0);
            file.force();
        }
        disk.rename(path.resolve(DRAFT), path.resolve(MARKER));
        disk.forceDirectory(path);
    }

    boolean isMarkedWith(String epoch) {
        return field(text(path.resolve(MARKER)), "epoch").equals(epoch);
    }

    private @Nullable String examineSegments() throws StoreException, IOException {
        String epoch = null;
        for (StreamName stream : StreamName.values()) {
            Path directory = path.resolve(stream.text());
            for (String name : Segment.names(disk, directory)) {
                byte[] head = head(directory.resolve(name), SegmentHeader.SIZE);
                int version = SegmentHeader.versionOf(head);
                refuseLater(Integer.toString(version), directory.resolve(name));
                SegmentHeader header = SegmentHeader.decode(head);
                epoch = epoch == null && header != null ? header.epoch() : epoch;
            }
        }
        return epoch;
    }

    private static void refuseLater(String version, Path where) throws StoreException {
        if (version.matches("[0-9]{1,6}") && Integer.parseInt(version) > VERSION) {
            throw new StoreException(
                    Reason.NOT_OURS,
                    where + " was written by a later Fieldpost (format " + version + ", this one knows " + VERSION
                            + "): nothing was touched; install that version again, or name another directory");
        }
    }

    private String text(Path file) {
        return new String(head(file, 256), StandardCharsets.US_ASCII);
    }

    /** As many bytes as there are, fewer when the card can't read them. */
    private byte[] head(Path file, int size) {
        byte[] bytes = new byte[size];
        try (DiskFile open = disk.open(file, false)) {
            return Arrays.copyOf(bytes, open.readFully(bytes, 0, size, 0));
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static String field(String marker, String name) {
        for (String line : marker.split("\n", -1)) {
            if (line.startsWith(name + " ")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }
}
