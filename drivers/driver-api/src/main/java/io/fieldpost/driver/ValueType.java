package io.fieldpost.driver;

/** What the values of a point are; one constant for each kind of {@link Value}, and one for what happened. */
public enum ValueType {
    BOOL,
    INT,
    REAL,
    TEXT,
    BYTES,
    SERIES,
    ARRAY,
    RECORD,
    /** Records that tell of something that happened: an alarm, an operator's action, a loss. They travel before plain values. */
    EVENT,
    /** Records that are pieces of a file, see {@link io.fieldpost.driver.transfer.FileSender}. They travel behind plain values. */
    FILE,
    /** Not known before the first value. */
    ANY
}
