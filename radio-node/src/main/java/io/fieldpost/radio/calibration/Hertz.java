package io.fieldpost.radio.calibration;

import java.util.Locale;

/** Frequencies for people. */
final class Hertz {
    private Hertz() {}

    static String text(double hz) {
        return String.format(Locale.ROOT, "%.6f", hz / 1e6).replaceAll("\\.?0+$", "") + " MHz";
    }
}
