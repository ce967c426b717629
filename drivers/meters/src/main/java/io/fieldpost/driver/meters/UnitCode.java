package io.fieldpost.driver.meters;

import java.util.Arrays;
import java.util.Optional;

/** The units that a CJ/T 188 meter tells by a code behind a value (CJ/T 188-2004, table 13, and -2018, table 20). */
enum UnitCode {
    JOULE(0x01, "J", 1),
    WATT_HOUR(0x02, "W.h"),
    KILOWATT_HOUR(0x05, "kW.h"),
    MEGAWATT_HOUR(0x08, "MW.h"),
    KILOJOULE(0x0B, "kJ"),
    MEGAJOULE(0x0E, "MJ"),
    GIGAJOULE(0x11, "GJ"),
    WATT(0x14, "W"),
    KILOWATT(0x17, "kW"),
    MEGAWATT(0x1A, "MW"),
    LITRE(0x29, "L"),
    CUBIC_METRE(0x2C, "m3"),
    LITRE_AN_HOUR(0x32, "L/h"),
    CUBIC_METRE_AN_HOUR(0x35, "m3/h"),
    JOULE_AN_HOUR(0x40, "J/h", 1),
    KILOJOULE_AN_HOUR(0x43, "kJ/h"),
    MEGAJOULE_AN_HOUR(0x46, "MJ/h"),
    GIGAJOULE_AN_HOUR(0x49, "GJ/h");

    /** The two codes behind that of most units are its tenfold and its hundredfold. */
    private static final String[] MULTIPLES = {"", "10.", "100."};

    private final int code;
    private final String ucum;
    private final int codes;

    UnitCode(int code, String ucum) {
        this(code, ucum, 3);
    }

    UnitCode(int code, String ucum, int codes) {
        this.code = code;
        this.ucum = ucum;
        this.codes = codes;
    }

    /** UCUM of a code, or empty where the standard has none for it. */
    static Optional<String> ucum(int code) {
        return Arrays.stream(values())
                .filter(unit -> code >= unit.code && code < unit.code + unit.codes)
                .map(unit -> MULTIPLES[code - unit.code] + unit.ucum)
                .findFirst();
    }

    /** Whether a technician's unit is one that a meter could have told, so that a difference is known to be one. */
    static boolean isKnown(String ucum) {
        return Arrays.stream(values())
                .anyMatch(unit -> Arrays.stream(MULTIPLES, 0, unit.codes)
                        .anyMatch(multiple -> Units.isSame(multiple + unit.ucum, ucum)));
    }
}
