package io.fieldpost.config.gateway;

/** Which records a destination gets that the store does not know yet. */
public enum StartsAt {
    /** All that the store still keeps. */
    OLDEST,
    /** Only what is stored from now on. */
    NOW
}
