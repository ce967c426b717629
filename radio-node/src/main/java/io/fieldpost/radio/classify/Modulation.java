package io.fieldpost.radio.classify;

/** Kinds of modulation that are told apart. Single sideband is not among them: nothing here tells it from noise of the same width. */
public enum Modulation {
    /** A carrier without modulation. */
    CW,
    /** Carrier and two sidebands in phase with it. */
    AM,
    /** Two sidebands and no carrier. */
    DSB,
    /** Analogue frequency (or phase) modulation. */
    NFM,
    /** FM broadcast: certain where the pilot at 19 kHz is found, likely where wide analogue FM has none. */
    WFM,
    /** Frequency-shift keying between two frequencies; minimum-shift keying is one. */
    FSK2,
    /** Between four. */
    FSK4,
    /** Phase-shift keying of two, four or eight phases. */
    PSK,
    /** Amplitude and phase: 16 states and more. */
    QAM,
    /** A carrier switched on and off: on-off keying, radar and transponder pulses. */
    PULSED,
    /** Looks like noise of a limited width: many carriers (OFDM), spread spectrum, single sideband. */
    NOISE_LIKE,
    /** Too weak, too short, or like nothing known. */
    UNKNOWN
}
