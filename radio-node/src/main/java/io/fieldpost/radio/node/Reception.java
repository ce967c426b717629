package io.fieldpost.radio.node;

import io.fieldpost.radio.receiver.eb200.AudioBlock;
import io.fieldpost.radio.receiver.eb200.LevelReading;
import io.fieldpost.radio.spectrum.SpectrumRow;

/** One thing that came from a receiver that measures by itself. */
sealed interface Reception {
    /** A spectrum. */
    record Row(SpectrumRow row) implements Reception {}

    /** What it measured at the one frequency that it is tuned to. */
    record Level(LevelReading reading) implements Reception {}

    /** Some of its sound. */
    record Sound(AudioBlock block) implements Reception {}

    /** Some time has passed without anything. */
    record Nothing() implements Reception {}
}
