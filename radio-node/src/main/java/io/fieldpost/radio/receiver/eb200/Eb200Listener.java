package io.fieldpost.radio.receiver.eb200;

import io.fieldpost.radio.position.Position;

/** Takes what a receiver sends besides spectra. Called on the event loop, which waits: an implementation hands over and returns. */
public interface Eb200Listener {
    /** Ignores everything. */
    Eb200Listener NONE = new Eb200Listener() {};

    /** Demodulated sound. */
    default void audio(AudioBlock block) {}

    /** The receiver's own position, while it has a fix. */
    default void position(Position position) {}

    /** Measures at the tuned frequency. */
    default void level(LevelReading reading) {}
}
