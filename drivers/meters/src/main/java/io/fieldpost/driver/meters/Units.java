package io.fieldpost.driver.meters;

import io.fieldpost.driver.Point;
import java.util.Optional;

/** Holds the unit of a point against that of its item. Values travel as the meter tells them: nothing is converted here. */
final class Units {
    /** A point that names no unit. */
    private static final String NONE = "1";

    private Units() {}

    /** What to tell of a point's unit; empty when it fits, or when nobody knows. */
    static String remark(Point point, String told) {
        if (told.isEmpty() || told.equals(NONE) || isSame(point.unit(), told)) {
            return "";
        }
        return point.unit().equals(NONE)
                ? "the meter tells " + told + "; write unit: " + told
                : "the meter tells " + told + " and the configuration says " + point.unit() + "; write unit: " + told;
    }

    /** Whether a point's unit is certainly another than the one its meter tells by a code: its value would be wrong by a factor. */
    static boolean contradict(Point point, Optional<String> told) {
        return told.isPresent() && !isSame(point.unit(), told.get()) && UnitCode.isKnown(point.unit());
    }

    /** {@code kWh} is written for {@code kW.h} often enough. */
    static boolean isSame(String one, String other) {
        return one.replace(".", "").equals(other.replace(".", ""));
    }
}
