package io.fieldpost.radio.receiver.rows;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines of a stream, as bytes and without garbage. One that is too long is refused and its rest skipped. */
final class BoundedLines {
    /** A hop of 500,000 levels. */
    static final int LONGEST = 4 << 20;

    private static final int FIRST = 4096;

    private final InputStream in;
    private final Refusals refusals;
    private final byte[] chunk = new byte[64 * 1024];
    private int chunkAt;
    private int chunkEnd;
    private byte[] line = new byte[FIRST];
    private int length;
    private long number;

    BoundedLines(InputStream in, Refusals refusals) {
        this.in = in;
        this.refusals = refusals;
    }

    /** Reads the next line; false at the end. */
    boolean next() throws IOException {
        boolean more = fill();
        while (more && length == LONGEST) {
            refusals.add(place(), "longer than " + (LONGEST - 1) + " bytes");
            more = fill();
        }
        return more || length > 0 && length < LONGEST;
    }

    /** False when the stream ended before the line did. */
    private boolean fill() throws IOException {
        length = 0;
        number++;
        for (int b = read(); b != '\n'; b = read()) {
            if (b < 0) {
                return false;
            }
            if (length < LONGEST) {
                append((byte) b);
            }
        }
        return true;
    }

    private void append(byte b) {
        if (length == line.length) {
            line = Arrays.copyOf(line, 2 * length);
        }
        line[length++] = b;
    }

    private int read() throws IOException {
        if (chunkAt == chunkEnd) {
            chunkAt = 0;
            chunkEnd = Math.max(0, in.read(chunk));
            if (chunkEnd == 0) {
                return -1;
            }
        }
        return chunk[chunkAt++] & 0xFF;
    }

    /** The line; {@link #length} bytes count. To be used before the next is read. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /** Such as {@code line 17}. */
    String place() {
        return "line " + number;
    }

    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (line[i] > ' ' || line[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
