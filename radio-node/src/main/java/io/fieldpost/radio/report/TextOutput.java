package io.fieldpost.radio.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes numbers as ASCII, the same in every language, and without garbage. Buffered: {@link #flush} hands on what is left. */
final class TextOutput {
    private static final long[] POWERS = {1, 10, 100, 1000, 10_000, 100_000, 1_000_000};
    private static final int LONGEST_NUMBER = 24;

    private final OutputStream out;
    private final byte[] buffer = new byte[8192];
    private int used;

    TextOutput(OutputStream out) {
        this.out = out;
    }

    TextOutput text(String text) throws IOException {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            put(b);
        }
        return this;
    }

    /** A number with a fixed count of decimals, half a unit rounded away from zero. */
    TextOutput number(double value, int decimals) throws IOException {
        long scaled = Math.round(Math.abs(value) * POWERS[decimals]);
        if (value < 0 && scaled != 0) {
            put((byte) '-');
        }
        whole(scaled / POWERS[decimals], 1);
        if (decimals > 0) {
            put((byte) '.');
            whole(scaled % POWERS[decimals], decimals);
        }
        return this;
    }

    /** A whole number with leading zeros. */
    TextOutput whole(long value, int digits) throws IOException {
        if (used + LONGEST_NUMBER > buffer.length) {
            spill();
        }
        int count = digits;
        for (long rest = value / POWERS[digits]; rest > 0; rest /= 10) {
            count++;
        }
        long rest = value;
        for (int i = used + count - 1; i >= used; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        used += count;
        return this;
    }

    private void put(byte b) throws IOException {
        if (used == buffer.length) {
            spill();
        }
        buffer[used++] = b;
    }

    private void spill() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    void flush() throws IOException {
        spill();
        out.flush();
    }
}
