package io.fieldpost.agent.publish;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.fieldpost.agent.record.TextTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A growing buffer of UTF-8 JSON. It knows tokens, not structure: the caller writes commas and brackets. Numbers with few decimals,
 * which is what devices send, are written without any garbage. One that was made with a stream hands over what it has whenever its
 * buffer is full, so that its memory does not grow with what is written.
 */
public final class JsonWriter implements TextTarget {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ZERO = ascii("0.0");
    /** Buffers that one large message has made larger than this are not kept. */
    private static final int KEPT_BYTES = 256 << 10;

    private static final int FIRST_BYTES = 4096;
    /** Of a text that is written in one go: each byte may become six. */
    private static final int PIECE = 1024;
    /** Characters that stand in a text only with a backslash or as an escape. */
    private static final boolean[] ESCAPED = new boolean[0x80];

    static {
        Arrays.fill(ESCAPED, 0, 0x20, true);
        ESCAPED['"'] = true;
        ESCAPED['\\'] = true;
        ESCAPED[0x7F] = true;
    }

    /** Below this, a scaled float is a whole number that it holds exactly, so a division gives the nearest value. */
    private static final double EXACT_FLOAT = 1 << 24;

    private static final int MAX_DECIMALS = 6;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

    private byte[] buffer = new byte[FIRST_BYTES];
    private int length;
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
        if (buffer.length > KEPT_BYTES && length <= KEPT_BYTES) {
            buffer = new byte[FIRST_BYTES];
        }
        length = 0;
    }

    int length() {
        return length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    /** Compresses what was written, see {@link PartDeflater#deflated}; an empty array when that saves nothing. */
    byte[] deflated(PartDeflater deflater, int... parts) {
        return deflater.deflated(buffer, length, parts);
    }

    /** A text of ASCII as the bytes that {@link #raw(byte[])} takes. */
    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes bytes as they are. */
    JsonWriter raw(byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
    }

    /** Writes once more what stands in the buffer already; not for one that was made with a stream. */
    JsonWriter again(int from, int size) {
        ensure(size);
        System.arraycopy(buffer, from, buffer, length, size);
        length += size;
        return this;
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
        ensure(Decimals.MOST);
        length = Decimals.whole(buffer, length, value);
        return this;
    }

    /** Writes whole numbers with commas between them; no more than some hundreds, since there is room for all before the first. */
    JsonWriter numbers(long[] values, int count) {
        ensure(count * (Decimals.MOST + 1));
        int at = length;
        int size = 0;
        for (int i = 0; i < count; i++) {
            int end;
            if (size > 0 && values[i] == values[i - 1]) {
                end = Decimals.repeat(buffer, at, size);
            } else {
                end = Decimals.whole(buffer, at, values[i]);
                buffer[end++] = ',';
            }
            size = end - at;
            at = end;
        }
        length = Math.max(length, at - 1);
        return this;
    }

    /** The shortest decimal that reads back as the same binary64, always with a point or an exponent. Finite values only. */
    JsonWriter real(double value) {
        ensure(Decimals.MOST);
        int end = Decimals.real(buffer, length, value);
        if (end >= 0) {
            length = end;
            return this;
        }
        return Double.doubleToRawLongBits(value) == 0 ? raw(ZERO) : raw(NumberOutput.toString(value, true));
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

    /** The same for UTF-8. */
    @Override
    public void text(byte[] bytes, int from, int size) {
        raw('"');
        int end = from + size;
        for (int at = from; at < end; at += PIECE) {
            piece(bytes, at, Math.min(end, at + PIECE));
        }
        raw('"');
    }

    private void piece(byte[] bytes, int from, int end) {
        ensure((end - from) * 6);
        for (int at = from; at < end; at++) {
            byte next = bytes[at];
            if (next < 0 || !ESCAPED[next]) {
                buffer[length++] = next;
            } else {
                ascii((char) next);
            }
        }
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
