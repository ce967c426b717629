package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.agent.record.DamagedBatchException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link FrameWriter} wrote: frames of four bytes of length, lowest first, and so many bytes, the first of them the kind. One thread. */
final class FrameReader {
    /** A trace of a million points fits; a length of garbage hardly ever does. */
    static final int MOST_BYTES = 8 << 20;

    private final InputStream in;

    FrameReader(InputStream in) {
        this.in = in;
    }

    /**
     * Waits for the next frame. Memory is taken as the bytes arrive, not as they are announced.
     *
     * @return null at the end, also within a frame
     * @throws DamagedBatchException for a length that no frame has
     */
    @Nullable
    ByteSource next() throws IOException, DamagedBatchException {
        byte[] head = in.readNBytes(Integer.BYTES);
        if (head.length < Integer.BYTES) {
            return null;
        }
        int length = new ByteSource(head).i32();
        if (length < 1 || length > MOST_BYTES) {
            throw new DamagedBatchException("a frame of " + Integer.toUnsignedString(length)
                    + " bytes was announced, and 1 to " + MOST_BYTES + " are right");
        }
        byte[] bytes = in.readNBytes(length);
        return bytes.length < length ? null : new ByteSource(bytes);
    }
}
