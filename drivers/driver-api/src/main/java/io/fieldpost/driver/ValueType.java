package io.fieldpost.driver;

/** What the values of a point are; one constant for each kind of {@link Value}. */
public enum ValueType {
    BOOL,
    INT,
    REAL,
    TEXT,
    BYTES,
    SERIES,
    RECORD,
    /** Not known before the first value. */
    ANY
}
