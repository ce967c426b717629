package io.fieldpost.radio.gain;

import io.fieldpost.radio.sample.ClippedShare;

/** How far samples reached the converter's rails. */
public enum Overload {
    /** Not at all, or so seldom that nothing is made by it. */
    NONE(""),
    /** Strong pulses were cut: levels of the strongest may be low, weak signals are still right. */
    MARGINAL(""),
    /** Products of the clipping lie all over the band: levels don't count, and neither does what shows up as new. */
    OVERLOADED("overload");

    private final String suspect;

    Overload(String suspect) {
        this.suspect = suspect;
    }

    /** Judges samples by what is usual for their format ({@link OverloadDetector#of(io.fieldpost.radio.sample.SampleFormat)}). */
    public static Overload of(ClippedShare share) {
        return OverloadDetector.of(share.format()).of(share.clipped(), share.values());
    }

    /** What a row of it says in {@code SpectrumRow.suspect}; empty when nothing speaks against it. */
    public String suspect() {
        return suspect;
    }
}
