package io.fieldpost.agent.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.tinylog.Logger;

/** The file of the segment that is appended to. Guarded by the store's lock. */
final class SegmentWriter {
    /** Copied with the frame into one write up to this payload. */
    private static final int SCRATCH = 64 * 1024;

    private final DiskFile file;
    private final Path path;
    private final byte[] scratch = new byte[RecordFrame.SIZE + SCRATCH];

    SegmentWriter(DiskFile file, Path path) {
        this.file = file;
        this.path = path;
    }

    /** Makes the file of a new segment; header and name are on the card when this returns. */
    static SegmentWriter create(Disk disk, Path path, SegmentHeader header) throws IOException {
        SegmentWriter writer = new SegmentWriter(disk.openToWrite(path), path);
        try {
            writer.file.truncate(0);
            writer.file.writeFully(header.encode(), SegmentHeader.SIZE, 0);
            writer.file.force();
            disk.forceDirectory(Objects.requireNonNull(path.getParent()));
            return writer;
        } catch (IOException e) {
            writer.close();
            delete(disk, path);
            throw e;
        }
    }

    void write(long at, byte[] payload, long sequence, long storedNanos, int count, ClockState clock)
            throws IOException {
        RecordFrame.encode(scratch, payload, sequence, storedNanos, count, clock);
        if (payload.length <= SCRATCH) {
            System.arraycopy(payload, 0, scratch, RecordFrame.SIZE, payload.length);
            file.writeFully(scratch, RecordFrame.SIZE + payload.length, at);
        } else {
            file.writeFully(scratch, RecordFrame.SIZE, at);
            file.writeFully(payload, payload.length, at + RecordFrame.SIZE);
        }
    }

    void force() throws IOException {
        file.force();
    }

    /** Takes back what lies behind the last whole record; false when the card refuses. */
    boolean cutOff(long end) {
        try {
            file.truncate(end);
            return true;
        } catch (IOException e) {
            Logger.debug(e, "a torn record at {} of {} could not be cut off", end, path);
            return false;
        }
    }

    void close() {
        try {
            file.close();
        } catch (IOException e) {
            Logger.debug(e, "{} could not be closed", path);
        }
    }

    private static void delete(Disk disk, Path path) {
        try {
            disk.delete(path);
        } catch (IOException e) {
            // An empty segment is overwritten by the next attempt, and ignored by the next start.
            Logger.debug(e, "{} could not be deleted", path);
        }
    }
}
