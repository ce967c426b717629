package io.fieldpost.agent.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of 256 KiB that holds room on the card. It is given up when the file system is full, for the alarms that say so, and made
 * again when there is room. Guarded by the store's lock.
 */
final class Reserve {
    static final String NAME = "reserve";
    private static final int BYTES = 256 * 1024;
    private static final long RETRY_NANOS = 60_000_000_000L;

    private final Disk disk;
    private final Path path;
    private long tried;
    private boolean wanted;

    Reserve(Disk disk, Path store) {
        this.disk = disk;
        this.path = store.resolve(NAME);
    }

    /** Looks whether it is there. */
    void examine() {
        wanted = !disk.exists(path);
    }

    /** Gives the room away; false when there is none to give. */
    boolean giveUp() throws IOException {
        if (!disk.exists(path)) {
            return false;
        }
        disk.delete(path);
        wanted = true;
        return true;
    }

    /** Makes it again where it is missing, once a minute at most. */
    void keep(long nowNanos) throws IOException {
        if (!wanted || (tried != 0 && nowNanos - tried < RETRY_NANOS)) {
            return;
        }
        tried = nowNanos;
        try (DiskFile file = disk.openToWrite(path)) {
            file.writeFully(new byte[BYTES], BYTES, 0);
            wanted = false;
        } catch (IOException e) {
            disk.delete(path);
            throw e;
        }
    }
}
