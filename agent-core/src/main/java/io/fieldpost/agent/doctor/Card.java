package io.fieldpost.agent.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file system that a directory lies on.
 *
 * @param type as the system calls it: {@code ext4}, {@code tmpfs}
 * @param free bytes that this user may still write
 */
record Card(String type, long free) {
    /** Looks at a file system. */
    @FunctionalInterface
    interface Probe {
        Card at(Path existing) throws IOException;
    }

    static Card at(Path existing) throws IOException {
        FileStore store = Files.getFileStore(existing);
        return new Card(store.type(), store.getUsableSpace());
    }
}
