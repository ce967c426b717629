package io.fieldpost.agent.browse;

import java.util.Locale;

/** A text between double quotes, as YAML reads it back. */
final class YamlText {
    private YamlText() {}

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (isPlain(c)) {
                quoted.append(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7F || c > 0xA0 && Character.isLetterOrDigit(c);
    }
}
