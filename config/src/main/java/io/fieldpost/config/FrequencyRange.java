package io.fieldpost.config;

/**
 * A span of spectrum, written {@code 87MHz..108MHz}; or in short {@code 87M:108M}, as on a command line.
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
        String between = text.contains("..") ? ".." : ":";
        int at = text.indexOf(between);
        if (at < 0) {
            throw new IllegalArgumentException(
                    Quoted.of(text) + " is not a range: '..' is missing; write it like 87MHz..108MHz");
        }
        return new FrequencyRange(
                Frequency.parse(text.substring(0, at)), Frequency.parse(text.substring(at + between.length())));
    }

    /** The shortest exact form, which {@link #parse} reads back. */
    @Override
    public String toString() {
        return start + ".." + stop;
    }
}
