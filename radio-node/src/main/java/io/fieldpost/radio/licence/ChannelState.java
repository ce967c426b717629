package io.fieldpost.radio.licence;

/** What is to be said of a channel at a moment. */
public enum ChannelState {
    /** The licensed station is on the air, within its limits. */
    LICENSED_PRESENT,
    /** The licensed station must be on the air and is not. */
    LICENSED_ABSENT,
    /** Somebody transmits without a licence. */
    UNLICENSED,
    /** The licensed station is on the air, outside a limit of frequency, bandwidth or level. */
    OUT_OF_TOLERANCE,
    /** What is seen is made of strong emissions elsewhere, in the receiver or in a transmitter. */
    INTERMODULATION,
    /** Nothing is on the air, and nothing has to be. */
    IDLE,
    /** Nothing can be said: it was not measured, or something stronger covers it. */
    UNKNOWN
}
