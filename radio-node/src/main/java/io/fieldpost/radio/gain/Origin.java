package io.fieldpost.radio.gain;

/**
 * What an attenuation step says about where a signal comes from.
 *
 * @param kind of signal
 * @param dropDb by how much it fell; not-a-number when it can't be told
 * @param reason one fact, for people
 */
public record Origin(Kind kind, double dropDb, String reason) {
    /** By how many dB a signal falls for each dB of attenuation ahead of the stage that makes it. */
    public enum Kind {
        /** One: it comes from the antenna. */
        TRUE,
        /** Two: the receiver makes it from two strong signals (f1 ± f2). */
        SECOND_ORDER,
        /** Three: the receiver makes it from two or three strong signals (2 f1 − f2, f1 + f2 − f3). */
        THIRD_ORDER,
        /** None of these, or too weak or too unsteady to tell. It must not be taken for intermodulation. */
        UNSURE
    }
}
