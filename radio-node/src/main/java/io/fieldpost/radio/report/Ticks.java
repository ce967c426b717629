package io.fieldpost.radio.report;

import io.fieldpost.radio.spectrum.LevelUnit;
import java.util.Locale;

/** Round places on an axis and their labels. */
final class Ticks {
    private Ticks() {}

    /** The smallest of 1, 2 and 5 times a power of ten that needs no more than so many ticks. */
    static double step(double span, int most) {
        double raw = span / Math.max(1, most);
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        for (double factor : new double[] {1, 2, 5}) {
            // A span that divides evenly must not fall to the next factor by rounding.
            if (factor * power >= raw * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** The first multiple of a step at or above a value. */
    static double first(double from, double step) {
        return Math.ceil(from / step - 1e-9) * step;
    }

    /** A frequency in the unit that suits the axis, with as many decimals as the step needs. */
    static String frequency(double hertz, double stepHz, double highestHz) {
        double unit = unit(highestHz);
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(stepHz / unit) - 1e-9));
        return String.format(Locale.ROOT, "%." + Math.min(9, decimals) + "f", hertz / unit);
    }

    static String unitName(double highestHz) {
        double unit = unit(highestHz);
        return unit == 1e9 ? "GHz" : unit == 1e6 ? "MHz" : unit == 1e3 ? "kHz" : "Hz";
    }

    private static double unit(double highestHz) {
        return highestHz >= 10e9 ? 1e9 : highestHz >= 1e6 ? 1e6 : highestHz >= 1e3 ? 1e3 : 1;
    }

    static String levelName(LevelUnit unit) {
        return switch (unit) {
            case DBFS -> "dBFS";
            case DBM -> "dBm";
            case DBUV -> "dBuV";
            case DBUV_PER_M -> "dBuV/m";
        };
    }
}
