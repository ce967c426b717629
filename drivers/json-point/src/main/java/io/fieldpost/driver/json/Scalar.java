package io.fieldpost.driver.json;

/**
 * A JSON value that is neither an object nor an array nor null.
 *
 * @param text a text itself; a number as it was written; {@code true} or {@code false}
 */
public record Scalar(Kind kind, String text) {
    /** Which it is. */
    public enum Kind {
        NUMBER,
        TEXT,
        BOOL
    }
}
