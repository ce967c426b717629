package io.fieldpost.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from the root to a value. Printed only when there is something to complain about: {@code sources[0].labels["a b"]}.
 *
 * @param parent the section or list around it; null at the root
 * @param step a key ({@link String}) or an index ({@link Integer})
 */
record Trail(@Nullable Trail parent, Object step) {
    static final Trail ROOT = new Trail(null, "");

    Trail to(Object next) {
        return new Trail(this, next);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text);
        return text.toString();
    }

    private void append(StringBuilder text) {
        if (parent == null) {
            return;
        }
        parent.append(text);
        if (step instanceof Integer index) {
            text.append('[').append(index.intValue()).append(']');
        } else if (!isPlain((String) step)) {
            text.append("[\"").append(Quoted.printable((String) step)).append("\"]");
        } else {
            text.append(text.isEmpty() ? "" : ".").append(step);
        }
    }

    private static boolean isPlain(String key) {
        return !key.isEmpty() && key.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }

    /** Takes a printed path apart into keys and indices. */
    static List<Object> steps(String path) {
        List<Object> steps = new ArrayList<>();
        int at = 0;
        while (at < path.length()) {
            int end;
            if (path.startsWith("[\"", at)) {
                end = endOr(path.indexOf("\"]", at + 2), path);
                steps.add(path.substring(at + 2, end));
                end += 2;
            } else if (path.charAt(at) == '[') {
                end = endOr(path.indexOf(']', at), path);
                steps.add(index(path.substring(at + 1, end)));
                end += 1;
            } else {
                end = at;
                while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                    end++;
                }
                steps.add(path.substring(at, end));
            }
            at = end < path.length() && path.charAt(end) == '.' ? end + 1 : end;
        }
        return steps;
    }

    private static int endOr(int found, String path) {
        return found < 0 ? path.length() : found;
    }

    private static Object index(String digits) {
        try {
            return Integer.valueOf(digits);
        } catch (NumberFormatException notAnIndex) {
            return digits;
        }
    }
}
