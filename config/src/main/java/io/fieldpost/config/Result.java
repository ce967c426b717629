package io.fieldpost.config;

import java.util.List;

/**
 * What reading a configuration came to: its value, or everything that is wrong with it.
 *
 * @param <T> the record that was asked for
 */
public sealed interface Result<T extends Record> {
    /**
     * The file is right as far as the records know.
     *
     * @param value the bound record
     * @param origins where each value stands, for later checks and for {@link Explained}
     */
    record Read<T extends Record>(T value, Origins origins) implements Result<T> {}

    /**
     * The file is wrong.
     *
     * @param problems all of them, at least one, in reading order
     */
    record Rejected<T extends Record>(List<Problem> problems) implements Result<T> {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
