package io.fieldpost.radio.tool;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes flat records as JSON (RFC 8259): texts that are decimal numbers become numbers, but for names that say a text. */
final class PlainJson {
    private static final List<String> TEXTS = List.of("file", "pi", "ps", "class", "doubt", "format", "start");

    private PlainJson() {}

    /** A record with a list of records in it. */
    static String document(Map<String, String> head, String name, List<Map<String, String>> items) {
        String list = items.stream()
                .map(item -> "    {" + fields(item, " ") + "}")
                .collect(Collectors.joining(",\n", "[\n", "\n  ]"));
        String top = fields(head, "\n  ");
        return "{\n  " + top + (top.isEmpty() ? "" : ",\n  ") + quoted(name) + ": " + (items.isEmpty() ? "[]" : list)
                + "\n}\n";
    }

    private static String fields(Map<String, String> fields, String gap) {
        return fields.entrySet().stream()
                .map(each -> quoted(each.getKey()) + ": " + value(each.getKey(), each.getValue()))
                .collect(Collectors.joining("," + gap));
    }

    private static String value(String name, String text) {
        return !TEXTS.contains(name) && text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?") ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
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
