package io.fieldpost.driver.serialtext;

import org.jspecify.annotations.Nullable;

/** What an address finds in a line. */
sealed interface Found {
    /**
     * A value.
     *
     * @param unit as the device writes it; empty where it left it out, null where the address has no place for one
     * @param status likewise
     */
    record Reading(
            String value, @Nullable String unit, @Nullable String status) implements Found {}

    /** The line is about something else. */
    record NotAbout() implements Found {}

    /** The line is about it, and the column is not there. */
    record Missing(int column, int columns) implements Found {}

    /** The pattern is so ambiguous that it was given up. */
    record GivenUp() implements Found {}
}
