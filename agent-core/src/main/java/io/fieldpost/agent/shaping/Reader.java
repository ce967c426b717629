package io.fieldpost.agent.shaping;

import io.fieldpost.driver.Measurement;

/** A derived point that takes the values of another. */
interface Reader {
    /** Takes a new value, which came in its turn. */
    void take(Measurement measurement, long now);

    /** Learns that the source has told no change for a while, and would have. */
    default void unchanged(Measurement newest, long now) {}
}
