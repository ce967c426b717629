package io.fieldpost.radio.receiver.eb200;

import org.jspecify.annotations.Nullable;

/** What a datagram carries (R&amp;S PR100 manual, table 19, and its successors). */
public enum StreamTag {
    /** Frequency scan: step by step, with a dwell time. */
    FSCAN(101, "fsc"),
    /** Demodulated sound. */
    AUDIO(401, "aud"),
    /** Spectrum of the intermediate frequency around the tuned one. */
    IFPAN(501, "ifp"),
    /** Level and other measures of the tuned frequency. */
    CW(801, "cw"),
    /** I/Q samples. */
    IF(901, "if"),
    /** Panorama scan: fast, by transforms. */
    PSCAN(1201, "psc"),
    /** Position, heading and time. */
    GPSCOMPASS(1801, "gpsc"),
    /** {@link #IFPAN} with the long attribute header. */
    IFPAN_LONG(10501, "ifp"),
    /** {@link #CW} with the long attribute header. */
    CW_LONG(10801, "cw"),
    /** {@link #PSCAN} with the long attribute header. */
    PSCAN_LONG(11201, "psc");

    private static final StreamTag[] ALL = values();

    private final int code;
    private final String scpi;

    StreamTag(int code, String scpi) {
        this.code = code;
        this.scpi = scpi;
    }

    /** The number in the attribute. */
    int code() {
        return code;
    }

    /** What {@code trac:udp:tag:on} calls it. */
    String scpi() {
        return scpi;
    }

    /** Null for a number that is not known here. */
    static @Nullable StreamTag of(int code) {
        for (StreamTag tag : ALL) {
            if (tag.code == code) {
                return tag;
            }
        }
        return null;
    }
}
