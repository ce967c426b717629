package io.fieldpost.config;

import java.util.Locale;

/** Writes single values as YAML: bare where that is safe, in double quotes where it is not. */
final class PlainYaml {
    private PlainYaml() {}

    static String scalar(String text) {
        return isSafe(text) ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            String character = Character.toString(c);
            i += character.length();
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(character);
            } else if (Quoted.isUnprintable(c)) {
                quoted.append(String.format(c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
            } else {
                quoted.append(character);
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean isSafe(String text) {
        if (text.isEmpty() || text.toLowerCase(Locale.ROOT).equals("null")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            boolean inside = i > 0 && i < text.length() - 1 && "_./=;+@:-".indexOf(c) >= 0;
            if (!(letterOrDigit || inside || c == '/' || c == '%' && i > 0)) {
                return false;
            }
        }
        return true;
    }
}
