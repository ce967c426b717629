package io.fieldpost.driver.serialtext;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line, whole and in columns. For one thread. */
final class TextLine {
    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

    private final String text;
    private final @Nullable String delimiter;
    private @Nullable List<String> columns;

    /** @param delimiter what stands between two columns; null where blanks do */
    TextLine(String text, @Nullable String delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    String text() {
        return text;
    }

    /** From the first on, without the blanks around each. */
    List<String> columns() {
        List<String> known = columns;
        if (known == null) {
            Pattern between = delimiter == null ? BLANKS : Pattern.compile(delimiter, Pattern.LITERAL);
            String[] parts = between.split(delimiter == null ? text.strip() : text, -1);
            known = Arrays.stream(parts).map(String::strip).toList();
            columns = known;
        }
        return known;
    }
}
