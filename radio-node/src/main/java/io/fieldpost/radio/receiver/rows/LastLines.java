package io.fieldpost.radio.receiver.rows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/** Keeps the last three lines of a stream, each cut to 200 characters: what a program says before it ends. */
final class LastLines {
    private static final int KEPT = 3;
    private static final int LONGEST = 200;

    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private final byte[] line = new byte[LONGEST];
    private int length;

    /** Reads to the end. */
    void read(InputStream in) {
        byte[] chunk = new byte[1024];
        try {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                accept(chunk, count);
            }
        } catch (IOException e) {
            // The pipe of a program that was ended.
        }
        endLine();
    }

    private void accept(byte[] chunk, int count) {
        for (int i = 0; i < count; i++) {
            if (chunk[i] == '\n' || chunk[i] == '\r') {
                endLine();
            } else if (length < LONGEST) {
                line[length++] = chunk[i];
            }
        }
    }

    private synchronized void endLine() {
        String text = new String(line, 0, length, StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}", ".")
                .strip();
        length = 0;
        if (!text.isEmpty()) {
            lines.add(text);
            if (lines.size() > KEPT) {
                lines.remove();
            }
        }
    }

    /** Joined by bars. */
    synchronized String text() {
        return String.join(" | ", lines);
    }
}
