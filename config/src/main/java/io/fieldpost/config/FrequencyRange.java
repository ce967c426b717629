package io.fieldpost.config;

/**
 * A span of spectrum, written {@code 87MHz..108MHz}.
 *
 * @param start its lower edge
 * @param stop its upper edge, above {@code start}
 */
public record FrequencyRange(Frequency start, Frequency stop) {
    public FrequencyRange {
        if (stop.compareTo(start) <= 0) {
            throw new IllegalArgumentException("a range must end above its start, found " + start + ".." + stop);
        }
    }

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException with a fact for the technician
     */
    public static FrequencyRange parse(String text) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            throw new IllegalArgumentException(
                    Quoted.of(text) + " is not a range: '..' is missing; write it like 87MHz..108MHz");
        }
        return new FrequencyRange(Frequency.parse(text.substring(0, dots)), Frequency.parse(text.substring(dots + 2)));
    }

    /** The shortest exact form, which {@link #parse} reads back. */
    @Override
    public String toString() {
        return start + ".." + stop;
    }
}
