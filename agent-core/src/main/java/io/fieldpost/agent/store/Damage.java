package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A place in a store that is not as it was written, or numbers that are not there.
 *
 * @param file below the store's directory
 * @param from first byte concerned; equal to {@code to} when no bytes are
 * @param to one above the last byte
 * @param stream whose numbers are concerned; null for a file that is no segment
 * @param first lowest number missing because of it
 * @param last highest number missing because of it; below {@code first} when none is
 * @param count how many are missing that were meant to be there
 * @param detail what was found, in words
 */
public record Damage(
        Kind kind,
        String file,
        long from,
        long to,
        @Nullable StreamName stream,
        long first,
        long last,
        long count,
        Standing standing,
        String detail) {
    /** What is wrong. */
    public enum Kind {
        /** Bytes that are no record. */
        BYTES,
        /** Numbers that no segment has. */
        MISSING,
        /** The end of the newest segment is the beginning of a record. */
        CUT_SHORT,
        /** The header of a segment. */
        HEADER,
        /** A segment of another store. */
        FOREIGN,
        /** A whole record whose payload is no batch. */
        BATCH,
        /** One of the small files. */
        STATE,
        /** A file that can't be read. */
        UNREADABLE
    }

    /** What is known about the missing numbers. */
    public enum Standing {
        /** None is missing. */
        NOTHING,
        /** Every destination had them. */
        SETTLED,
        /** The ledger has them as lost: the centre was told, or will be. */
        REPORTED,
        /** Nobody has reported them yet. */
        NEW
    }

    /** Whether it is worth more than a remark: numbers that were reported or settled, and whose bytes are nowhere, are not. */
    public boolean counts() {
        return kind != Kind.MISSING || standing == Standing.NEW;
    }

    /** One line: the place, what was found there, and what is missing because of it. */
    public String text() {
        String bytes = to > from ? ", bytes " + from + " to " + (to - 1) : "";
        return file + bytes + ": " + detail + missing();
    }

    private String missing() {
        if (count == 0) {
            return "";
        }
        String numbers = first == last ? "record " + first : "records " + first + " to " + last;
        String many = count == last - first + 1 ? "" : " (" + count + " of them)";
        return "; " + numbers + many + " of " + (stream == null ? "?" : stream.text()) + " missing, " + standingText();
    }

    private String standingText() {
        return switch (standing) {
            case NEW -> "new";
            case REPORTED -> "reported as lost";
            case SETTLED -> "every destination had them";
            case NOTHING -> standing.name().toLowerCase(Locale.ROOT);
        };
    }
}
