package io.fieldpost.radio.receiver.rows;

import java.time.Instant;

/**
 * A stretch of a sweep as a program writes it: one hop.
 *
 * @param firstHz centre of the first cell
 * @param stepHz distance of neighbours
 * @param levelDb one level a cell; not-a-number where the program had none
 * @param time as the program says
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Segment(double firstHz, double stepHz, float[] levelDb, Instant time) {
    /** A hop of the finest resolution that such a program offers. */
    static final int MAX_CELLS = 1 << 20;

    Segment {
        if (!(firstHz >= 0) || firstHz > 1e12) {
            throw new IllegalArgumentException("frequency is not between 0 and 1 THz: " + firstHz);
        }
        if (!(stepHz > 0) || stepHz > 1e10) {
            throw new IllegalArgumentException("step is not above 0 and below 10 GHz: " + stepHz);
        }
        if (levelDb.length == 0 || levelDb.length > MAX_CELLS) {
            throw new IllegalArgumentException(
                    "number of levels is not between 1 and " + MAX_CELLS + ": " + levelDb.length);
        }
    }
}
