package io.fieldpost.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one setting, parsed once: a regular expression is compiled once a setting, not once a value.
 *
 * @param min the smallest allowed value, or null
 * @param max the largest allowed value, or null
 * @param form what the whole text must match, or null
 * @param setting the annotation, for the words
 */
record Limits(
        @Nullable Comparable<Object> min,
        @Nullable Comparable<Object> max,
        @Nullable Pattern form,
        Setting setting) {
    static Limits of(Setting setting, Kind kind) {
        ScalarType<?> type = kind.innermost() instanceof Kind.Single single ? single.type() : null;
        if (type == null && !(setting.min() + setting.max() + setting.pattern()).isEmpty()) {
            throw new IllegalStateException("limits belong to single values, not to " + kind.what(""));
        }
        Pattern form = setting.pattern().isEmpty() ? null : Pattern.compile(setting.pattern());
        return new Limits(bound(setting.min(), type), bound(setting.max(), type), form, setting);
    }

    @SuppressWarnings("unchecked") // compared with values of the same type alone
    private static @Nullable Comparable<Object> bound(String text, @Nullable ScalarType<?> type) {
        if (text.isEmpty() || type == null) {
            return null;
        }
        return type.parse().apply(text) instanceof Comparable<?> bound ? (Comparable<Object>) bound : null;
    }

    /** What is wrong with a value, or null if nothing is. */
    @Nullable
    String complaint(String text, Object value) {
        if (form != null && !form.matcher(text).matches()) {
            String example = setting.example().isEmpty() ? "" : "; example: " + setting.example();
            return "found " + Quoted.of(text) + "; allowed: text of the form " + setting.pattern() + example;
        }
        boolean outside = min != null && min.compareTo(value) > 0 || max != null && max.compareTo(value) < 0;
        return outside ? "found " + Quoted.printable(text) + "; allowed: " + range() : null;
    }

    /** {@code 1 to 1000}, {@code 16MiB or more}, or nothing. */
    String range() {
        if (!setting.min().isEmpty() && !setting.max().isEmpty()) {
            return setting.min() + " to " + setting.max();
        }
        return setting.min().isEmpty()
                ? setting.max().isEmpty() ? "" : "up to " + setting.max()
                : setting.min() + " or more";
    }
}
