package io.fieldpost.agent.store;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Walks the whole records of one segment from a known place, and finds the next whole one after damage. A record counts only when its
 * sequence can be true there and its checksum fits. A block of 4 KiB that the card refuses to read {@value #ATTEMPTS} times
 * counts as damage; a card that refuses everything is an error. Bytes that look like the beginnings of many long records, as
 * a payload may hold them, do not keep it busy: when {@value #MOST_IN_VAIN} times the file was read in vain, the rest counts as damage.
 * Not thread-safe.
 */
final class SegmentScanner {
    static final int WINDOW = 32 * 1024;
    private static final int BLOCK = 4 * 1024;
    /** A loss is for good and a bad read need not be: a loose card or a warm one often answers the next time. */
    private static final int ATTEMPTS = 4;

    /**
     * Damaged records do not overlap, so all of them together cost one reading of the file. The low numbers of a first segment look right one
     * byte off, too, with 256 times the length: up to 16 readings.
     */
    private static final int MOST_IN_VAIN = 32;

    private static final byte[] NOTHING = {};

    private final DiskFile file;
    private final long end;
    private final long highest;
    private final byte[] window;
    private long windowAt;
    private int windowSize;

    private long position;
    private long expected;
    private byte[] payload = NOTHING;
    private boolean takesDamage;
    /** Bytes of what looked like records and had wrong checksums. */
    private long inVain;

    /**
     * @param position where a record begins, or was to begin
     * @param end where the written bytes end
     * @param expected lowest sequence that can come next
     * @param highest highest sequence that can come at all
     */
    SegmentScanner(DiskFile file, long position, long end, long expected, long highest) {
        this(file, position, end, expected, highest, new byte[WINDOW]);
    }

    /** @param window of {@link #WINDOW} bytes, whatever is in it; in use for as long as this one is */
    SegmentScanner(DiskFile file, long position, long end, long expected, long highest, byte[] window) {
        this.file = file;
        this.window = window;
        this.position = position;
        this.end = end;
        this.expected = expected;
        this.highest = highest;
    }

    /** From now on, what the card refuses to read counts as damage even where it refuses everything. */
    void takeUnreadableForDamage(boolean take) {
        takesDamage = take;
    }

    /** Where the record after the last one begins. */
    long position() {
        return position;
    }

    /** The sequence after that of the last record. */
    long expected() {
        return expected;
    }

    /** The payload of the last record; a new array each time. */
    byte[] payload() {
        return payload;
    }

    /** The next whole record; null at the end, and then {@link #position} is where the last whole one ended. */
    @Nullable
    RecordFrame next() throws IOException {
        for (long at = position; at + RecordFrame.SIZE <= end; at++) {
            RecordFrame frame = at(at);
            if (frame != null) {
                position = at + frame.bytes();
                expected = frame.sequence() + 1;
                return frame;
            }
        }
        return null;
    }

    /** Passes over records up to a sequence by their frames alone; stops early where a frame, or the one behind it, can't be true. */
    void skipTo(long sequence) throws IOException {
        RecordFrame frame = frameOf(expected, position);
        while (frame != null && expected < sequence) {
            // A damaged length leads past records that are sound; only the frame behind shows that it is right.
            RecordFrame following = frameOf(expected + 1, position + frame.bytes());
            if (following == null) {
                return;
            }
            position += frame.bytes();
            expected++;
            frame = following;
        }
    }

    private @Nullable RecordFrame frameOf(long sequence, long at) throws IOException {
        if (at + RecordFrame.SIZE > end) {
            return null;
        }
        RecordFrame frame = frameAt(at);
        return frame.isPlausible(sequence, sequence) ? frame : null;
    }

    private @Nullable RecordFrame at(long at) throws IOException {
        RecordFrame frame = frameAt(at);
        if (!frame.isPlausible(expected, highest) || at + frame.bytes() > end || inVain > MOST_IN_VAIN * end) {
            return null;
        }
        byte[] head = new byte[RecordFrame.SIZE];
        System.arraycopy(window, (int) (at - windowAt), head, 0, head.length);
        payload = new byte[frame.length()];
        read(payload, payload.length, at + RecordFrame.SIZE);
        boolean whole = frame.isWhole(head, 0, payload);
        inVain += whole ? 0 : frame.bytes();
        return whole ? frame : null;
    }

    private RecordFrame frameAt(long at) throws IOException {
        if (at < windowAt || at + RecordFrame.SIZE > windowAt + windowSize) {
            windowAt = at;
            windowSize = (int) Math.min(WINDOW, end - at);
            read(window, windowSize, at);
        }
        return RecordFrame.decode(window, (int) (at - windowAt));
    }

    private void read(byte[] target, int length, long at) throws IOException {
        int inWindow = (int) Math.max(0, Math.min(length, windowAt + windowSize - at));
        if (target != window && at >= windowAt && inWindow == length) {
            System.arraycopy(window, (int) (at - windowAt), target, 0, length);
            return;
        }
        try {
            zeroFrom(target, length, file.readFully(target, 0, length, at));
        } catch (IOException e) {
            readBlocks(target, length, at, e);
        }
    }

    private void readBlocks(byte[] target, int length, long at, IOException first) throws IOException {
        boolean any = false;
        for (int done = 0; done < length; ) {
            int size = (int) Math.min(length - done, BLOCK - (at + done) % BLOCK);
            int read = readBlock(target, done, size, at + done);
            any |= read >= 0;
            zeroFrom(target, done + size, done + Math.max(0, read));
            done += size;
        }
        if (!any && !takesDamage) {
            // Not one block: the card may be away for a moment, which is no damage.
            throw first;
        }
    }

    /** How many bytes could be read, -1 when the card refuses. The read of the whole window was the first attempt. */
    private int readBlock(byte[] target, int offset, int length, long at) {
        for (int attempt = 2; attempt <= ATTEMPTS; attempt++) {
            try {
                return file.readFully(target, offset, length, at);
            } catch (IOException e) {
                Logger.debug(e, "attempt {} to read {} bytes at {} failed", attempt, length, at);
            }
        }
        return -1;
    }

    private static void zeroFrom(byte[] target, int length, int from) {
        Arrays.fill(target, from, length, (byte) 0);
    }
}
