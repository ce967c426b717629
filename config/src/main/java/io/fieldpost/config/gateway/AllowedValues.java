package io.fieldpost.config.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which values may be written to a point, or given to a method: numbers from a smallest to a largest, or one of a list, or a text up to a
 * length. What names none of these allows {@code true} and {@code false} and nothing else.
 */
public sealed interface AllowedValues permits WritablePoint, MethodArgument {
    /** The smallest number; null when no range of numbers is allowed. */
    @Nullable
    Double min();

    /** The largest number; null when no range of numbers is allowed. */
    @Nullable
    Double max();

    /** The only values that are allowed, as they stand in the file; empty for no such list. */
    List<String> oneOf();

    /** How many characters a text may have; null when texts are not allowed. */
    @Nullable
    Integer maxLength();

    /**
     * Refuses limits that contradict each other, in words for the person who edits the file.
     *
     * @throws IllegalArgumentException as the reader of the configuration expects it
     */
    static void check(@Nullable Double min, @Nullable Double max, List<String> oneOf, @Nullable Integer maxLength) {
        if (min != null && max == null) {
            throw new IllegalArgumentException("min: a smallest number needs a largest beside it; add 'max'");
        }
        if (max != null && min == null) {
            throw new IllegalArgumentException("max: a largest number needs a smallest beside it; add 'min'");
        }
        if (min != null && max != null && min > max) {
            throw new IllegalArgumentException("min: it is above 'max', so no number would be allowed");
        }
        int ways = (min == null ? 0 : 1) + (oneOf.isEmpty() ? 0 : 1) + (maxLength == null ? 0 : 1);
        if (ways > 1) {
            throw new IllegalArgumentException(
                    "only one of 'min' with 'max', 'one_of' and 'max_length' can say what is allowed; remove the others");
        }
    }
}
