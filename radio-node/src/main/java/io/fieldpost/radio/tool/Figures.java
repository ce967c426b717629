package io.fieldpost.radio.tool;

import java.util.Locale;

/** Numbers as a person reads them. */
final class Figures {
    private static final double KILO = 1e3;
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    private Figures() {}

    /** Hertz with a unit: {@code 98.1 MHz}, {@code -12.5 kHz}. */
    static String hertz(double hertz) {
        double size = Math.abs(hertz);
        if (size >= GIGA) {
            return trimmed(hertz / GIGA, 6) + " GHz";
        } else if (size >= MEGA) {
            return trimmed(hertz / MEGA, 4) + " MHz";
        } else if (size >= KILO) {
            return trimmed(hertz / KILO, 2) + " kHz";
        }
        return trimmed(hertz, 0) + " Hz";
    }

    /** One decimal; empty for what is not known. */
    static String one(double value) {
        return fixed(value, 1);
    }

    /** So many decimals; empty for what is not known. */
    static String fixed(double value, int decimals) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "";
    }

    /** A share as per cent with two digits that count. */
    static String percent(double share) {
        return share == 0 ? "0 %" : String.format(Locale.ROOT, "%.2g %%", share * 100);
    }

    private static String trimmed(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
