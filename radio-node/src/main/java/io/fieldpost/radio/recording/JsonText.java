package io.fieldpost.radio.recording;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds the text of JSON objects and arrays, indented for people. Fields whose value is null are left out. */
final class JsonText {
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private boolean first = true;

    /** An object as the whole text. */
    static String of(Consumer<JsonText> fields) {
        JsonText json = new JsonText();
        json.braces('{', '}', () -> fields.accept(json));
        return json.text.append('\n').toString();
    }

    JsonText field(String name, @Nullable String value) {
        if (value != null) {
            name(name);
            quote(value);
        }
        return this;
    }

    JsonText field(String name, @Nullable Boolean value) {
        if (value != null) {
            name(name);
            text.append(value.booleanValue());
        }
        return this;
    }

    JsonText field(String name, @Nullable Long value) {
        if (value != null) {
            name(name);
            text.append(value.longValue());
        }
        return this;
    }

    /** A finite number, without an exponent. */
    JsonText field(String name, @Nullable Double value) {
        if (value != null) {
            name(name);
            text.append(plain(value));
        }
        return this;
    }

    JsonText object(String name, Consumer<JsonText> fields) {
        name(name);
        braces('{', '}', () -> fields.accept(this));
        return this;
    }

    /** An array of objects. */
    <T> JsonText objects(String name, Collection<T> items, ItemWriter<T> writer) {
        name(name);
        braces('[', ']', () -> {
            for (T item : items) {
                separate();
                braces('{', '}', () -> writer.write(this, item));
            }
        });
        return this;
    }

    /** Writes the fields of one item. */
    @FunctionalInterface
    interface ItemWriter<T> {
        void write(JsonText json, T item);
    }

    /** An array of numbers on one line. */
    JsonText numbers(String name, double... values) {
        name(name);
        text.append('[');
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ", ").append(plain(values[i]));
        }
        text.append(']');
        return this;
    }

    private static String plain(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no such number: " + value);
        }
        String digits = BigDecimal.valueOf(value).toPlainString();
        return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
    }

    private void name(String name) {
        separate();
        quote(name);
        text.append(": ");
    }

    private void braces(char open, char close, Runnable inner) {
        text.append(open);
        depth++;
        first = true;
        inner.run();
        depth--;
        if (!first) {
            newLine();
        }
        text.append(close);
        first = false;
    }

    private void separate() {
        if (!first) {
            text.append(',');
        }
        first = false;
        newLine();
    }

    private void newLine() {
        text.append('\n').append("  ".repeat(depth));
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20 || c == 0x7F || unpaired(value, i)) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    /** Half a surrogate pair can't be held by UTF-8. */
    private static boolean unpaired(String value, int i) {
        char c = value.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 >= value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
    }
}
