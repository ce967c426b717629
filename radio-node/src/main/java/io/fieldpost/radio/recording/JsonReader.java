package io.fieldpost.radio.recording;

import io.fieldpost.radio.recording.JsonValue.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON (RFC 8259) that others wrote: strict, nested no deeper than {@value #DEEPEST}, every complaint with line and column. What it
 * makes is a few times as large as the text, so the caller bounds that.
 */
final class JsonReader {
    static final int DEEPEST = 64;

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final int LONGEST_NUMBER = 400;

    private final String text;
    private int next;
    private int line = 1;
    private int lineStart;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /** Reads one value and nothing after it. */
    static JsonValue read(String text) throws RecordingException {
        JsonReader reader = new JsonReader(text);
        if (text.startsWith("\uFEFF")) {
            reader.next = 1;
        }
        JsonValue value = reader.value();
        reader.space();
        if (reader.next < text.length()) {
            throw reader.refusal("something follows the end: " + reader.shown());
        }
        return value;
    }

    private JsonValue value() throws RecordingException {
        space();
        Position at = position();
        if (next >= text.length()) {
            throw refusal("the text ends where a value should stand");
        }
        char first = text.charAt(next);
        if (first == '{' || first == '[') {
            if (++depth > DEEPEST) {
                throw refusal("nested deeper than " + DEEPEST);
            }
            next++;
            JsonValue nested = first == '{' ? fields(at) : items(at);
            depth--;
            return nested;
        }
        if (first == '"') {
            return new JsonValue.Text(string(), at);
        }
        return first == '-' || first >= '0' && first <= '9' ? number(at) : word(at);
    }

    private JsonValue fields(Position at) throws RecordingException {
        Map<String, JsonValue> values = new LinkedHashMap<>();
        if (skip('}')) {
            return new JsonValue.Fields(values, at);
        }
        do {
            space();
            if (next >= text.length() || text.charAt(next) != '"') {
                throw refusal("a name in quotes should stand here: " + shown());
            }
            Position nameAt = position();
            String name = string();
            expect(':');
            if (values.put(name, value()) != null) {
                throw refusal("a name stands twice in one object: " + name, nameAt);
            }
        } while (skip(','));
        expect('}');
        return new JsonValue.Fields(values, at);
    }

    private JsonValue items(Position at) throws RecordingException {
        List<JsonValue> values = new ArrayList<>();
        if (skip(']')) {
            return new JsonValue.Items(values, at);
        }
        do {
            values.add(value());
        } while (skip(','));
        expect(']');
        return new JsonValue.Items(values, at);
    }

    private String string() throws RecordingException {
        StringBuilder value = new StringBuilder();
        next++;
        while (true) {
            if (next >= text.length()) {
                throw refusal("the text ends within quotes");
            }
            char c = text.charAt(next++);
            if (c == '"') {
                return value.toString();
            } else if (c < 0x20) {
                next--;
                throw refusal("a control character stands within quotes: 0x" + Integer.toHexString(c));
            }
            value.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() throws RecordingException {
        char c = next < text.length() ? text.charAt(next++) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw refusal("no such escape: \\" + c);
        };
    }

    private char unicode() throws RecordingException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = next < text.length() ? Character.digit(text.charAt(next++), 16) : -1;
            if (digit < 0) {
                throw refusal("\\u needs four hexadecimal digits");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private JsonValue number(Position at) throws RecordingException {
        Matcher matcher = NUMBER.matcher(text).region(next, Math.min(text.length(), next + LONGEST_NUMBER));
        if (!matcher.lookingAt()) {
            throw refusal("not a number: " + shown());
        }
        next = matcher.end();
        return new JsonValue.Number(matcher.group(), at);
    }

    private JsonValue word(Position at) throws RecordingException {
        if (text.startsWith("true", next)) {
            next += 4;
            return new JsonValue.Truth(true, at);
        } else if (text.startsWith("false", next)) {
            next += 5;
            return new JsonValue.Truth(false, at);
        } else if (text.startsWith("null", next)) {
            next += 4;
            return new JsonValue.Null(at);
        }
        throw refusal("no value begins like this: " + shown());
    }

    private void space() {
        while (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0) {
            if (text.charAt(next++) == '\n') {
                line++;
                lineStart = next;
            }
        }
    }

    private boolean skip(char expected) {
        space();
        boolean there = next < text.length() && text.charAt(next) == expected;
        next += there ? 1 : 0;
        return there;
    }

    private void expect(char expected) throws RecordingException {
        if (!skip(expected)) {
            throw refusal("'" + expected + "' should stand here: " + shown());
        }
    }

    private String shown() {
        return next >= text.length()
                ? "the text ends"
                : "'" + text.substring(next, Math.min(text.length(), next + 12)).replaceAll("\\p{Cntrl}", ".") + "'";
    }

    private Position position() {
        return new Position(line, next - lineStart + 1);
    }

    private RecordingException refusal(String fact) {
        return refusal(fact, position());
    }

    private static RecordingException refusal(String fact, Position at) {
        return new RecordingException("not JSON at " + at + ": " + fact);
    }
}
