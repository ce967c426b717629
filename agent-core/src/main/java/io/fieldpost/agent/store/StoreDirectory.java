package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.StoreException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells whether a directory is a store of ours before anything in it is touched, and keeps its marker. */
final class StoreDirectory {
    static final String MARKER = "store";
    static final String LOCK = "lock";
    static final int VERSION = 1;
    static final String MAGIC = "fieldpost store";
    private static final String DRAFT = "store.new";
    /** The file that tells of a close in good order. */
    static final String CLOSED = "closed";

    static final int CLOSED_SLOT = 4096;

    private static final String CRC = "crc";
    /**
     * What may be there before the first start: what a start that was cut short left, what a new file system has,
     * sources/ and protocols/, where the drivers keep what they need, such as certificates, and control/, where the agent is asked.
     */
    private static final Set<String> HARMLESS =
            Set.of(LOCK, DRAFT, "lost+found", "sources", "servers", "protocols", "control");

    /** What a store consists of: a directory with nothing else is ours even when its marker is damaged. */
    private static final Set<String> OURS = Set.of(
            MARKER,
            Settlement.DIRECTORY,
            Settlement.NAMES,
            Ledger.NAME,
            Reserve.NAME,
            Quarantine.DIRECTORY,
            CLOSED,
            StreamName.ALARM.text(),
            StreamName.DATA.text(),
            StreamName.BULK.text());

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
        boolean marked = isWhole(marker);
        if (marked) {
            refuseLater(field(marker, "version"), path.resolve(MARKER));
        }
        String fromSegments = examineSegments(!marked);
        if (marked) {
            return field(marker, "epoch");
        }
        String stranger = names.stream()
                .filter(name -> !HARMLESS.contains(name) && !OURS.contains(name))
                .findFirst()
                .orElse("");
        if (fromSegments == null && !stranger.isEmpty()) {
            throw new StoreException(
                    Reason.NOT_OURS,
                    path + " is not empty and not a store of Fieldpost (it holds " + stranger
                            + "): nothing was touched; name another directory, or empty this one");
        }
        return fromSegments;
    }

    /** Makes the directory and those above it; their names survive a power cut. */
    void create() throws IOException {
        List<Path> parents = new ArrayList<>();
        for (Path each = path.toAbsolutePath(); each != null && !disk.exists(each); each = each.getParent()) {
            parents.add(0, Objects.requireNonNullElse(each.getParent(), each));
        }
        disk.createDirectories(path);
        for (Path parent : parents) {
            disk.forceDirectory(parent);
        }
    }

    /** Whether a marker can be believed: one of which a bit is flipped must neither name an epoch nor a later version. */
    private static boolean isWhole(String marker) {
        int crcAt = marker.indexOf(CRC + " ");
        return marker.startsWith(MAGIC)
                && field(marker, "epoch").matches("[0-9a-f]{16}")
                && crcAt > 0
                && field(marker, CRC).equals(crcOf(marker.substring(0, crcAt)));
    }

    private static String crcOf(String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.US_ASCII);
        return Integer.toHexString(Checksum.of(bytes, 0, bytes.length));
    }

    /** Writes the marker so that it survives a power cut. */
    void mark(String epoch) throws IOException {
        String lines = MAGIC + "\nversion " + VERSION + "\nepoch " + epoch + "\n";
        byte[] bytes = (lines + CRC + " " + crcOf(lines) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (DiskFile file = disk.openToWrite(path.resolve(DRAFT))) {
            file.truncate(0);
            file.writeFully(bytes, bytes.length, 0);
            file.force();
        }
        disk.rename(path.resolve(DRAFT), path.resolve(MARKER));
        disk.forceDirectory(path);
    }

    boolean isMarkedWith(String epoch) {
        String marker = text(path.resolve(MARKER));
        return isWhole(marker) && field(marker, "epoch").equals(epoch);
    }

    /**
     * The epoch of most segments, null when none names one. With the marker gone it is all that tells whose records these are, so a card
     * that can't be read must not look like one without records.
     */
    private @Nullable String examineSegments(boolean epochIsWanted) throws StoreException, IOException {
        Map<String, Integer> epochs = new TreeMap<>();
        IOException unreadable = null;
        for (StreamName stream : StreamName.values()) {
            Path directory = path.resolve(stream.text());
            for (String name : Segment.names(disk, directory)) {
                try {
                    byte[] head = read(directory.resolve(name), SegmentHeader.SIZE);
                    refuseLater(Integer.toString(SegmentHeader.versionOf(head)), directory.resolve(name));
                    SegmentHeader header = SegmentHeader.decode(head);
                    if (header != null) {
                        epochs.merge(header.epoch(), 1, Integer::sum);
                    }
                } catch (IOException e) {
                    unreadable = e;
                }
            }
        }
        if (epochIsWanted && epochs.isEmpty() && unreadable != null) {
            throw unreadable;
        }
        return epochs.isEmpty()
                ? null
                : Collections.max(epochs.entrySet(), Map.Entry.comparingByValue())
                        .getKey();
    }

    private static void refuseLater(String version, Path where) throws StoreException {
        if (version.matches("[0-9]{1,6}") && Integer.parseInt(version) > VERSION) {
            throw new StoreException(
                    Reason.NOT_OURS,
                    where + " was written by a later Fieldpost (format " + version + ", this one knows " + VERSION
                            + "): nothing was touched; install that version again, or name another directory");
        }
    }

    /** The marker's text, empty when the card can't read it. */
    private String text(Path file) {
        try {
            return new String(read(file, 256), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }

    /** As many bytes as there are, at most so many. */
    private byte[] read(Path file, int size) throws IOException {
        byte[] bytes = new byte[size];
        try (DiskFile open = disk.openToRead(file)) {
            return Arrays.copyOf(bytes, open.readFully(bytes, 0, size, 0));
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
