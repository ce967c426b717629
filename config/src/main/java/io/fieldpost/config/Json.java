package io.fieldpost.config;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Writes JSON (RFC 8259) in two-space steps, keys in the order given, in ASCII alone. */
final class Json {
    private final StringBuilder text = new StringBuilder();

    private Json() {}

    static String text(Map<String, ?> document) {
        Json json = new Json();
        json.value(document, "");
        return json.text.append('\n').toString();
    }

    private void value(Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
            block('{', '}', entries, indent, entry -> {
                text.append(quoted((String) entry.getKey())).append(": ");
                value(entry.getValue(), indent + "  ");
            });
        } else if (value instanceof List<?> list) {
            block('[', ']', list.iterator(), indent, element -> value(element, indent + "  "));
        } else if (value instanceof String string) {
            text.append(quoted(string));
        } else {
            text.append(value);
        }
    }

    private <T> void block(char open, char close, Iterator<T> elements, String indent, Consumer<T> write) {
        text.append(open);
        boolean any = elements.hasNext();
        while (elements.hasNext()) {
            text.append('\n').append(indent).append("  ");
            write.accept(elements.next());
            text.append(elements.hasNext() ? "," : "");
        }
        text.append(any ? "\n" + indent : "").append(close);
    }

    private static String quoted(String string) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
