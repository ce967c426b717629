package io.fieldpost.agent.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tinylog.Logger;

/**
 * Where damaged bytes are put aside for a person to look at: at most 16 files of at most 1 MiB; those whose names come first make room
 * for more. Any thread.
 */
final class Quarantine {
    static final String DIRECTORY = "damaged";
    private static final int MAX_FILES = 16;
    private static final int MAX_BYTES = 1024 * 1024;

    private final Disk disk;
    private final Path directory;
    private long kept;

    Quarantine(Disk disk, Path store) {
        this.disk = disk;
        this.directory = store.resolve(DIRECTORY);
    }

    /** How many copies since the start of the process. */
    synchronized long kept() {
        return kept;
    }

    /** Keeps a copy. Best effort: a card that is full or failing must not stop anything. */
    synchronized void keep(String name, DiskFile from, long start, long end) {
        if (start >= end) {
            return;
        }
        byte[] bytes = new byte[(int) Math.min(MAX_BYTES, end - start)];
        try {
            int length = from.readFully(bytes, 0, bytes.length, start);
            disk.createDirectories(directory);
            makeRoom();
            try (DiskFile copy = disk.openToWrite(directory.resolve(name + "-" + start + ".bin"))) {
                copy.writeFully(bytes, length, 0);
            }
            kept++;
        } catch (IOException e) {
            Logger.debug(e, "damaged bytes {} to {} of {} could not be set aside", start, end, name);
        }
    }

    private void makeRoom() throws IOException {
        List<String> names = disk.list(directory);
        for (int i = 0; i <= names.size() - MAX_FILES; i++) {
            disk.delete(directory.resolve(names.get(i)));
        }
    }
}
