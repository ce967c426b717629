package io.fieldpost.driver.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one answer to a GET request (RFC 9112). What may come is bounded: {@value #MOST_HEAD_BYTES} bytes of head, and of body what the
 * caller allows. Everything that the standard does not allow is a {@link ProtocolException} with what and where.
 */
final class AnswerReader {
    private static final int MOST_HEAD_BYTES = 32 << 10;
    /** Interim answers (1xx) before the answer proper. */
    private static final int MOST_INTERIM = 8;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) ([1-5][0-9]{2})( .*)?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})[ \\t]*(;.*)?");

    private final Wire wire;
    private final long deadlineNanos;
    private final int mostBytes;
    private final ByteBuffer buffer = ByteBuffer.allocate(8 << 10).flip();
    private int headBytes;
    private boolean begun;

    /** @param mostBytes of body that are taken; one that is longer is refused */
    AnswerReader(Wire wire, long deadlineNanos, int mostBytes) {
        this.wire = wire;
        this.deadlineNanos = deadlineNanos;
        this.mostBytes = mostBytes;
    }

    /**
     * An answer, and what becomes of its connection.
     *
     * @param reusable whether the next request may go over the same connection
     */
    record Received(HttpAnswer answer, boolean reusable) {}

    /** Whether any byte of an answer has come. */
    boolean begun() {
        return begun;
    }

    Received read() throws IOException {
        for (int interim = 0; interim <= MOST_INTERIM; interim++) {
            Matcher status = STATUS.matcher(headLine());
            if (!status.matches()) {
                throw new ProtocolException("what answers is no web server: its first line is no HTTP/1.1 status");
            }
            int code = Integer.parseInt(status.group(2));
            Map<String, String> headers = headers();
            if (code >= 200) {
                return received(code, status.group(1).equals("1"), headers);
            }
        }
        throw new ProtocolException("more than " + MOST_INTERIM + " interim answers and no answer");
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = headLine(); !line.isEmpty(); line = headLine()) {
            int colon = line.indexOf(':');
            if (colon < 1 || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                throw new ProtocolException("a line of the head is no header: " + HttpTarget.shown(line));
            }
            headers.merge(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (first, second) -> first + ", " + second);
        }
        return headers;
    }

    private Received received(int code, boolean persistent, Map<String, String> headers) throws IOException {
        boolean reusable = persistent
                && !headers.getOrDefault("connection", "")
                        .toLowerCase(Locale.ROOT)
                        .contains("close");
        byte[] body;
        String length = headers.get("content-length");
        String encoding = headers.get("transfer-encoding");
        if (code == 204 || code == 304) {
            body = new byte[0];
        } else if (encoding != null) {
            if (!encoding.equalsIgnoreCase("chunked")) {
                throw new ProtocolException("transfer encoding that nobody asked for: " + HttpTarget.shown(encoding));
            }
            body = chunked();
            // Both lengths at once are how requests are smuggled (RFC 9112, 6.3): nothing more over this connection.
            reusable &= length == null;
        } else if (length != null) {
            body = counted(length);
        } else {
            body = untilTheEnd();
            reusable = false;
        }
        return new Received(new HttpAnswer(code, Map.copyOf(headers), body), reusable && !buffer.hasRemaining());
    }

    private byte[] counted(String length) throws IOException {
        // A list of equal numbers is one number (RFC 9112, 6.3).
        String[] told = length.split("[ \\t]*,[ \\t]*", -1);
        for (String each : told) {
            if (!LENGTH.matcher(each).matches() || !each.equals(told[0])) {
                throw new ProtocolException("content length that is none: " + HttpTarget.shown(length));
            }
        }
        long bytes = Long.parseLong(told[0]);
        if (bytes > mostBytes) {
            throw new ProtocolException("answer of " + bytes + " bytes; at most " + mostBytes + " are read");
        }
        GrowingBytes body = new GrowingBytes(mostBytes);
        take((int) bytes, body);
        return body.toBytes();
    }

    private byte[] chunked() throws IOException {
        GrowingBytes body = new GrowingBytes(mostBytes);
        while (true) {
            // Each line has a limit of its own, and no chunk is empty, so the limit of the body ends them all.
            headBytes = 0;
            String line = headLine();
            Matcher size = CHUNK.matcher(line);
            if (!size.matches()) {
                throw new ProtocolException(
                        "no size of a chunk behind " + body.length() + " bytes of body: " + HttpTarget.shown(line));
            }
            long bytes = Long.parseLong(size.group(1), 16);
            if (bytes == 0) {
                headers();
                return body.toBytes();
            }
            if (bytes > mostBytes) {
                throw body.tooLong();
            }
            take((int) bytes, body);
            if (!headLine().isEmpty()) {
                throw new ProtocolException(
                        "a chunk is longer than it said, behind " + body.length() + " bytes of body");
            }
        }
    }

    private byte[] untilTheEnd() throws IOException {
        GrowingBytes body = new GrowingBytes(mostBytes);
        do {
            body.add(buffer, buffer.remaining());
        } while (fill());
        return body.toBytes();
    }

    private void take(int bytes, GrowingBytes body) throws IOException {
        int left = bytes;
        while (left > 0) {
            if (!buffer.hasRemaining() && !fill()) {
                throw new EOFException("closed the connection after " + body.length() + " bytes of its answer");
            }
            int length = Math.min(left, buffer.remaining());
            body.add(buffer, length);
            left -= length;
        }
    }

    /** A line without its end. A bare line feed counts as an end, as RFC 9112, 2.2 allows. */
    private String headLine() throws IOException {
        GrowingBytes line = new GrowingBytes(MOST_HEAD_BYTES);
        while (true) {
            if (!buffer.hasRemaining() && !fill()) {
                throw new EOFException(
                        begun ? "closed the connection within its answer" : "closed the connection without an answer");
            }
            byte each = buffer.get();
            headBytes++;
            if (headBytes > MOST_HEAD_BYTES) {
                throw new ProtocolException("head of more than " + MOST_HEAD_BYTES + " bytes");
            }
            if (each == '\n') {
                String text = new String(line.toBytes(), StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.add(each);
        }
    }

    private boolean fill() throws IOException {
        buffer.clear();
        int came;
        try {
            came = wire.read(buffer, deadlineNanos);
        } finally {
            buffer.flip();
        }
        begun |= came > 0;
        return came >= 0;
    }
}
