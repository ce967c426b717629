package io.fieldpost.radio.node;

import io.fieldpost.config.Frequency;

/** Frequencies as names: {@code 98.1MHz}. */
final class Hertz {
    private Hertz() {}

    static String text(long hertz) {
        return new Frequency(hertz).toString();
    }
}
