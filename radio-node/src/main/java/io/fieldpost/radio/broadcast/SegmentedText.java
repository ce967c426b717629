package io.fieldpost.radio.broadcast;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts a text together from segments that are sent again and again. A segment counts when it was received twice in a row with the same
 * content; when one changes, all others are received anew, so old and new are never mixed.
 */
final class SegmentedText {
    private static final int CARRIAGE_RETURN = 0x0D;
    private static final int CONFIRMED = 2;

    private final int[] content;
    private final int[] seen;
    private final int charactersPerSegment;
    private final boolean ended;
    private @Nullable String complete;
    private int unknown;

    /**
     * @param segments how many there may be
     * @param ended whether a carriage return may end it early
     */
    SegmentedText(int segments, int charactersPerSegment, boolean ended) {
        content = new int[segments];
        seen = new int[segments];
        this.charactersPerSegment = charactersPerSegment;
        this.ended = ended;
    }

    /** A new text begins. */
    void clear() {
        Arrays.fill(seen, 0);
    }

    /**
     * Takes a segment.
     *
     * @param codes its characters, the first in the highest byte
     */
    void accept(int segment, int codes) {
        if (seen[segment] > 0 && content[segment] != codes) {
            clear();
        }
        content[segment] = codes;
        seen[segment]++;
        if (seen[segment] == CONFIRMED) {
            int end = end();
            if (end >= 0) {
                publish(end);
            }
        }
    }

    /** The last text of which every segment was confirmed. */
    @Nullable
    String complete() {
        return complete;
    }

    /** How many characters of it have no place in the table. */
    int unknown() {
        return unknown;
    }

    private int code(int index) {
        int shift = 8 * (charactersPerSegment - 1 - index % charactersPerSegment);
        return content[index / charactersPerSegment] >> shift & 0xFF;
    }

    /** How many characters the text has, or −1 while something is missing. */
    private int end() {
        for (int i = 0; i < content.length * charactersPerSegment; i++) {
            if (seen[i / charactersPerSegment] < CONFIRMED) {
                return -1;
            }
            if (ended && code(i) == CARRIAGE_RETURN) {
                return i;
            }
        }
        return content.length * charactersPerSegment;
    }

    private void publish(int end) {
        StringBuilder text = new StringBuilder();
        unknown = 0;
        for (int i = 0; i < end; i++) {
            char c = CharacterTable.of(code(i));
            if (c == CharacterTable.UNKNOWN) {
                unknown++;
            }
            text.append(c);
        }
        complete = text.toString().stripTrailing();
    }
}
