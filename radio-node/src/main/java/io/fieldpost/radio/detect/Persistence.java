package io.fieldpost.radio.detect;

import java.time.Duration;

/**
 * When something seen counts as an emission, and when it is gone.
 *
 * @param hits in how many looks it must be seen
 * @param looks of so many in a row
 * @param goneAfterLooks so many looks in a row without it end an emission
 * @param hold a look without it ends it also when it was last seen so long ago
 */
public record Persistence(int hits, int looks, int goneAfterLooks, Duration hold) {
    /** 3 of 5; gone after 10 looks without it, or after 30 seconds. */
    public static final Persistence DEFAULT = new Persistence(3, 5, 10, Duration.ofSeconds(30));

    public Persistence {
        if (hits < 1 || looks < hits || looks > 64) {
            throw new IllegalArgumentException(
                    "an emission is seen in 1 or more of at most 64 looks, not in " + hits + " of " + looks);
        }
        if (goneAfterLooks < 1 || hold.isNegative()) {
            throw new IllegalArgumentException("an emission is gone after 1 look or more and a time not negative, not "
                    + goneAfterLooks + " and " + hold);
        }
    }
}
