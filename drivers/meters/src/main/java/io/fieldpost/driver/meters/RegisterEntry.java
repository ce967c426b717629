package io.fieldpost.driver.meters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one register over restarts, as one line of text: its key, the last value that was believed and when it was
 * read, and the mark of the last quarter, with {@code -} for what there is not.
 *
 * @param last in units of its last digit; of no meaning without {@code lastAt}
 */
record RegisterEntry(
        String key,
        long last,
        @Nullable Instant lastAt,
        @Nullable QuarterMark mark) {
    private static final String NONE = "-";
    private static final String UNCERTAIN = "uncertain";
    private static final String GOOD = "good";
    private static final int FIELDS = 6;

    String line() {
        String value = lastAt == null ? NONE + " " + NONE : last + " " + lastAt;
        String quarter = mark == null
                ? NONE + " " + NONE + " " + NONE
                : mark.digits() + " " + mark.at() + " " + (mark.uncertain() ? UNCERTAIN : GOOD);
        return key + " " + value + " " + quarter;
    }

    /** @throws RuntimeException of whatever kind when it is no such line */
    static RegisterEntry parse(String line) {
        String[] fields = line.split(" ");
        if (fields.length != FIELDS || fields[0].isEmpty()) {
            throw new IllegalArgumentException("no register: " + line);
        }
        boolean valued = !fields[2].equals(NONE);
        QuarterMark mark = fields[4].equals(NONE)
                ? null
                : new QuarterMark(Long.parseLong(fields[3]), Instant.parse(fields[4]), fields[5].equals(UNCERTAIN));
        return new RegisterEntry(
                fields[0], valued ? Long.parseLong(fields[1]) : 0, valued ? Instant.parse(fields[2]) : null, mark);
    }
}
