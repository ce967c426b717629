package io.fieldpost.driver.meters;

import java.util.Arrays;
import java.util.Optional;

/** The units that a CJ/T 188 meter tells by a code behind a value (CJ/T 188-2004, table of units). */
enum UnitCode {
    WATT_HOUR(0x02, "W.h"),
    KILOWATT_HOUR(0x05, "kW.h"),
    MEGAWATT_HOUR(0x08, "MW.h"),
    HUNDRED_MEGAWATT_HOURS(0x0A, "100.MW.h"),
    JOULE(0x01, "J"),
    KILOJOULE(0x0B, "kJ"),
    MEGAJOULE(0x0E, "MJ"),
    GIGAJOULE(0x11, "GJ"),
    HUNDRED_GIGAJOULES(0x13, "100.GJ"),
    WATT(0x14, "W"),
    KILOWATT(0x17, "kW"),
    MEGAWATT(0x1A, "MW"),
    LITRE(0x29, "L"),
    CUBIC_METRE(0x2C, "m3"),
    LITRE_AN_HOUR(0x32, "L/h"),
    CUBIC_METRE_AN_HOUR(0x35, "m3/h");

    private final int code;
    private final String ucum;

    UnitCode(int code, String ucum) {
        this.code = code;
        this.ucum = ucum;
    }

    /** UCUM of a code, or empty where the standard has none for it. */
    static Optional<String> ucum(int code) {
        return Arrays.stream(values())
                .filter(unit -> unit.code == code)
                .map(unit -> unit.ucum)
                .findFirst();
    }

    /** Whether a technician's unit is one that a meter could have told, so that a difference is known to be one. */
    static boolean isKnown(String ucum) {
        return Arrays.stream(values()).anyMatch(unit -> Units.isSame(unit.ucum, ucum));
    }
}
