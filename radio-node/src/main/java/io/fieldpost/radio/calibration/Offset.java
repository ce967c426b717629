package io.fieldpost.radio.calibration;

/** What has to be added to a level in dBFS for a level in dBm. */
public sealed interface Offset {
    /**
     * It is known.
     *
     * @param db to be added
     * @param uncertaintyDb 1 σ; not-a-number when the table does not state it
     */
    record Known(double db, double uncertaintyDb) implements Offset {}

    /** It is not, and why. */
    record Unknown(String reason) implements Offset {}
}
