package io.fieldpost.driver.json;

/** What is at a pointer. */
public sealed interface Found {
    /** A number, text, true or false. */
    record Plain(Scalar scalar) implements Found {}

    /** {@code null}: the device itself has no value. */
    record Nothing() implements Found {}

    /** Nothing that could be a value; the text is a lower-case fact with what to do. */
    record Unusable(Cause cause, String told) implements Found {}

    /** Why something is no value. */
    enum Cause {
        /** The pointer leads nowhere. */
        MISSING,
        /** The pointer leads to an object or array. */
        NOT_A_VALUE,
        /** A text that is too long to be a measurement. */
        TOO_LONG
    }
}
