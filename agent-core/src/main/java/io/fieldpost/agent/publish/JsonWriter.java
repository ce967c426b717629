package io.fieldpost.agent.publish;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * A growing buffer of UTF-8 JSON. It knows tokens, not structure: the caller writes commas and brackets. Numbers with few decimals,
 * which is what devices send, are written without any garbage. One that was made with a stream hands over what it has whenever its
 * buffer is full, so that its memory does not grow with what is written.
 */
public final class JsonWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MIN_LONG = Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);
    /** Below this, a scaled double or float is a whole number that both hold exactly, so a division gives the nearest value. */
    private static final double EXACT_DOUBLE = 1e15;

    private static final double EXACT_FLOAT = 1 << 24;
    private static final int MAX_DECIMALS = 6;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

    private byte[] buffer = new byte[4096];
    private int length;
    private final byte[] digits = new byte[20];
    private final @Nullable OutputStream stream;

    JsonWriter() {
        stream = null;
    }

    /** @param stream where the bytes go; its failures come back as {@link UncheckedIOException} */
    public JsonWriter(OutputStream stream) {
        this.stream = stream;
    }

    /** Hands over what is in the buffer, if it was made with a stream. */
    public void flush() {
        if (stream != null) {
            try {
                stream.write(buffer, 0, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            length = 0;
        }
    }

    void reset() {
        length = 0;
    }

    int length() {
        return length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    /** Compresses what was written; an empty array when that saves nothing. */
    byte[] deflated(Deflater deflater) {
        byte[] out = new byte[length];
        deflater.reset();
        deflater.setInput(buffer, 0, length);
        deflater.finish();
        int size = deflater.deflate(out);
        return deflater.finished() ? Arrays.copyOf(out, size) : new byte[0];
    }

    /** Writes ASCII as it is: brackets, names, commas. */
    public JsonWriter raw(String ascii) {
        int size = ascii.length();
        ensure(size);
        for (int i = 0; i < size; i++) {
            buffer[length++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    /** Writes one ASCII character as it is. */
    public JsonWriter raw(char ascii) {
        ensure(1);
        buffer[length++] = (byte) ascii;
        return this;
    }

    /** Writes {@code true} or {@code false}. */
    public JsonWriter bool(boolean value) {
        return raw(value ? "true" : "false");
    }

    /** Writes a whole number. */
    public JsonWriter number(long value) {
        ensure(20);
        if (value >= 0 && value < 10) {
            buffer[length++] = (byte) ('0' + value);
            return this;
        }
        if (value == Long.MIN_VALUE) {
            System.arraycopy(MIN_LONG, 0, buffer, length, MIN_LONG.length);
            length += MIN_LONG.length;
            return this;
        }
        long rest = value;
        if (rest < 0) {
            buffer[length++] = '-';
            rest = -rest;
        }
        int at = digits.length;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        System.arraycopy(digits, at, buffer, length, digits.length - at);
        length += digits.length - at;
        return this;
    }

    /** The shortest decimal that reads back as the same binary64, always with a point or an exponent. Finite values only. */
    JsonWriter real(double value) {
        double magnitude = Math.abs(value);
        if (magnitude >= 1e-3 && magnitude < 1e9) {
            for (int decimals = 1; decimals <= MAX_DECIMALS; decimals++) {
                double scaled = Math.rint(magnitude * POWERS[decimals]);
                if (scaled < EXACT_DOUBLE && scaled / POWERS[decimals] == magnitude) {
                    return decimal(value < 0, (long) scaled, decimals);
                }
            }
        }
        return raw(NumberOutput.toString(value, true));
    }

    /** The shortest decimal that reads back as the same binary32, always with a point or an exponent. Finite values only. */
    JsonWriter real(float value) {
        float magnitude = Math.abs(value);
        if (magnitude >= 1e-3f && magnitude < 1e6f) {
            for (int decimals = 1; decimals <= MAX_DECIMALS; decimals++) {
                double scaled = Math.rint(magnitude * POWERS[decimals]);
                if (scaled < EXACT_FLOAT && (float) (scaled / POWERS[decimals]) == magnitude) {
                    return decimal(value < 0, (long) scaled, decimals);
                }
            }
        }
        return raw(NumberOutput.toString(value, true));
    }

    private JsonWriter decimal(boolean negative, long scaled, int decimals) {
        long power = (long) POWERS[decimals];
        if (negative) {
            raw('-');
        }
        number(scaled / power).raw('.');
        ensure(decimals);
        long fraction = scaled % power;
        for (int at = length + decimals - 1; at >= length; at--) {
            buffer[at] = (byte) ('0' + fraction % 10);
            fraction /= 10;
        }
        length += decimals;
        return this;
    }

    /** A string in quotes. Half a surrogate pair, which UTF-8 can't hold, is written as an escape. */
    public JsonWriter text(String value) {
        raw('"');
        int size = value.length();
        for (int i = 0; i < size; i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                ascii(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < size && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
                fourBytes(Character.toCodePoint(c, value.charAt(i)));
            } else if (Character.isSurrogate(c)) {
                escape(c);
            } else {
                twoOrThreeBytes(c);
            }
        }
        return raw('"');
    }

    private void ascii(char c) {
        if (c == '"' || c == '\\') {
            raw('\\').raw(c);
        } else if (c < 0x20 || c == 0x7F) {
            escape(c);
        } else {
            raw(c);
        }
    }

    private void escape(char c) {
        raw("\\u");
        ensure(4);
        for (int shift = 12; shift >= 0; shift -= 4) {
            buffer[length++] = HEX[c >> shift & 0xF];
        }
    }

    private void twoOrThreeBytes(char c) {
        ensure(3);
        if (c < 0x800) {
            buffer[length++] = (byte) (0xC0 | (c >> 6));
        } else {
            buffer[length++] = (byte) (0xE0 | (c >> 12));
            buffer[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        }
        buffer[length++] = (byte) (0x80 | (c & 0x3F));
    }

    private void fourBytes(int codePoint) {
        ensure(4);
        buffer[length++] = (byte) (0xF0 | (codePoint >> 18));
        buffer[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
        buffer[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        buffer[length++] = (byte) (0x80 | (codePoint & 0x3F));
    }

    private void ensure(int more) {
        if (length + more > buffer.length) {
            flush();
        }
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
