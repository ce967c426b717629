package io.fieldpost.radio.recording;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A folder of recordings on a budget; the oldest go first. Files of one name with different endings belong together: a SigMF recording,
 * its audio, its picture. Nothing is remembered beside the files, so a person may delete some. Any thread.
 */
public final class RecordingStore {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    /**
     * One recording with all that belongs to it.
     *
     * @param name without endings
     * @param files in order of their names
     * @param bytes of all of them
     * @param modified when the newest was written
     */
    public record Entry(String name, List<Path> files, long bytes, Instant modified) {
        public Entry {
            files = List.copyOf(files);
        }

        /** The file with an ending such as {@code .sigmf-meta}. */
        public Optional<Path> file(String ending) {
            return files.stream()
                    .filter(file -> file.getFileName().toString().equals(name + ending))
                    .findFirst();
        }
    }

    private final Path folder;
    private final long budgetBytes;
    private long deletedForRoom;
    private long leftovers;

    private RecordingStore(Path folder, long budgetBytes) {
        this.folder = folder;
        this.budgetBytes = budgetBytes;
    }

    /** Opens a folder, makes it where it is missing, and deletes what a crash left unfinished; nothing may be writing there. */
    public static RecordingStore open(Path folder, long budgetBytes) throws IOException {
        Files.createDirectories(folder);
        RecordingStore store = new RecordingStore(folder, budgetBytes);
        store.deleteLeftovers();
        store.makeRoom(0);
        return store;
    }

    /** Data without metadata, and metadata that did not get its name. */
    private void deleteLeftovers() throws IOException {
        for (Path file : files()) {
            String name = file.getFileName().toString();
            boolean unfinished = name.endsWith(SigmfMetadata.META + ".tmp");
            boolean alone = name.endsWith(SigmfMetadata.DATA)
                    && !Files.exists(file.resolveSibling(base(name) + SigmfMetadata.META));
            if (unfinished || alone) {
                Files.delete(file);
                leftovers++;
            }
        }
    }

    /** Where recordings are written. */
    public Path folder() {
        return folder;
    }

    /** How much it may hold. */
    public long budgetBytes() {
        return budgetBytes;
    }

    /** Recordings that were deleted because others needed room, since it was opened. */
    public synchronized long deletedForRoom() {
        return deletedForRoom;
    }

    /** Unfinished files that were deleted when it was opened. */
    public long leftovers() {
        return leftovers;
    }

    /** All recordings, the oldest first; what is still being written is among them. */
    public synchronized List<Entry> list() throws IOException {
        Map<String, List<Path>> named = new TreeMap<>();
        for (Path file : files()) {
            named.computeIfAbsent(base(file.getFileName().toString()), name -> new ArrayList<>())
                    .add(file);
        }
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, List<Path>> each : named.entrySet()) {
            entries.add(entry(each.getKey(), each.getValue()));
        }
        entries.sort(Comparator.comparing(Entry::modified).thenComparing(Entry::name));
        return entries;
    }

    private static Entry entry(String name, List<Path> files) throws IOException {
        long bytes = 0;
        Instant modified = Instant.EPOCH;
        for (Path file : files) {
            try {
                bytes += Files.size(file);
                Instant written = Files.getLastModifiedTime(file).toInstant();
                modified = written.isAfter(modified) ? written : modified;
            } catch (NoSuchFileException e) {
                // A person deleted it in this moment.
                continue;
            }
        }
        return new Entry(name, files, bytes, modified);
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (Files.isRegularFile(file)) {
                    files.add(file);
                }
            }
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    private static String base(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** One recording. */
    public synchronized Optional<Entry> find(String name) throws IOException {
        String wanted = checked(name);
        return list().stream().filter(entry -> entry.name().equals(wanted)).findFirst();
    }

    /** Deletes one recording; false when it is not there. */
    public synchronized boolean delete(String name) throws IOException {
        Optional<Entry> found = find(name);
        if (found.isPresent()) {
            deleteFiles(found.get());
        }
        return found.isPresent();
    }

    /** Metadata first: what remains after a crash in between is a leftover and not a recording. */
    private static void deleteFiles(Entry entry) throws IOException {
        Optional<Path> meta = entry.file(SigmfMetadata.META);
        if (meta.isPresent()) {
            Files.deleteIfExists(meta.get());
        }
        for (Path file : entry.files()) {
            Files.deleteIfExists(file);
        }
    }

    /** Bytes of all recordings. */
    public synchronized long usedBytes() throws IOException {
        return list().stream().mapToLong(Entry::bytes).sum();
    }

    /**
     * Makes room for a recording that is about to be written: deletes the oldest until it fits.
     *
     * @return how many were deleted
     * @throws IOException when it is larger than the whole budget, and then nothing is deleted
     */
    public synchronized int makeRoom(long bytes) throws IOException {
        if (bytes > budgetBytes) {
            throw new IOException("recording of " + bytes + " bytes is larger than the budget of all, " + budgetBytes
                    + " bytes: " + folder);
        }
        List<Entry> oldestFirst = list();
        long used = oldestFirst.stream().mapToLong(Entry::bytes).sum();
        int deleted = 0;
        while (used + bytes > budgetBytes && deleted < oldestFirst.size()) {
            Entry oldest = oldestFirst.get(deleted);
            deleteFiles(oldest);
            used -= oldest.bytes();
            deleted++;
        }
        deletedForRoom += deleted;
        return deleted;
    }

    /** A name that can be a recording's: letters, digits, {@code _} and {@code -}. */
    public static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name of a recording is not up to 100 letters, digits, '_' or '-': " + name);
        }
        return name;
    }
}
