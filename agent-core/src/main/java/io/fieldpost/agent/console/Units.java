package io.fieldpost.agent.console;

import java.util.Map;

/** How a UCUM code is written for a reader. */
final class Units {
    private static final Map<String, String> PRINTED = Map.of(
            "1",
            "",
            "Cel",
            "°C",
            "deg",
            "°",
            "Ohm",
            "Ω",
            "um",
            "µm",
            "us",
            "µs",
            "dB[mW]",
            "dBm",
            "dB[uV]",
            "dBµV",
            "dB[uV/m]",
            "dBµV/m");

    private Units() {}

    /** The printed form; empty for a plain number, the code itself when there is no other. */
    static String printed(String ucum) {
        return PRINTED.getOrDefault(ucum, ucum);
    }

    /** A number with its unit, if it has one. */
    static String with(String number, String ucum) {
        String unit = printed(ucum);
        return unit.isEmpty() ? number : number + "\u00a0" + unit;
    }
}
