package io.fieldpost.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The units of one quantity: reads {@code 98.5MHz} exactly and prints the shortest exact form. Decimal arithmetic throughout, so
 * that nothing is rounded.
 *
 * @param noun with its article, for complaints
 * @param example a good value, for complaints
 * @param units from the smallest to the largest
 * @param habits what people write instead, and the unit that they most likely mean
 * @param sums whether {@code 1h30min} is allowed
 * @param shortForms what may stand for a unit, and is never printed
 */
record UnitScale(
        String noun,
        String example,
        List<Unit> units,
        Map<String, String> habits,
        boolean sums,
        Map<String, String> shortForms) {
    private static final int LONGEST = 40;

    UnitScale(String noun, String example, List<Unit> units, Map<String, String> habits, boolean sums) {
        this(noun, example, units, habits, sums, Map.of());
    }

    /** One unit and how many of the base unit it is. */
    record Unit(String name, BigDecimal factor) {
        static Unit of(String name, long factor) {
            return new Unit(name, BigDecimal.valueOf(factor));
        }
    }

    /**
     * The value in the base unit.
     *
     * @throws IllegalArgumentException with a fact for the technician
     */
    BigDecimal parse(String text) {
        String trimmed = text.strip();
        if (trimmed.length() > LONGEST) {
            throw refusal(text, "it is longer than " + LONGEST + " characters");
        }
        BigDecimal sum = BigDecimal.ZERO;
        int at = 0;
        do {
            int unitAt = skip(trimmed, at, false);
            BigDecimal number = number(text, trimmed.substring(at, unitAt).strip());
            int end = skip(trimmed, unitAt, true);
            sum = sum.add(number.multiply(
                    unit(text, number, trimmed.substring(unitAt, end).strip()).factor()));
            at = end;
        } while (sums && at < trimmed.length());
        if (at < trimmed.length()) {
            throw refusal(text, "there is more after the unit");
        }
        return sum;
    }

    /** The shortest exact text; of two equally short, the one with the larger unit. */
    String shortest(BigDecimal value) {
        String best = plain(value) + units.get(0).name();
        for (Unit unit : units) {
            BigDecimal count = value.abs().compareTo(unit.factor()) < 0 ? null : exactly(value, unit.factor());
            String text = count == null ? "" : plain(count) + unit.name();
            if (count != null && text.length() <= best.length()) {
                best = text;
            }
        }
        return best;
    }

    /** The names of the units, for complaints and for the schema. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Unit unit : units) {
            names.add(unit.name());
        }
        return names;
    }

    IllegalArgumentException refusal(String text, String why) {
        return new IllegalArgumentException(
                Quoted.of(text) + " is not " + noun + ": " + why + "; write it like " + example);
    }

    private BigDecimal number(String text, String digits) {
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException notANumber) {
            throw refusal(text, digits.isEmpty() ? "a number is missing" : "the number is wrong");
        }
    }

    /** All that may stand behind a number. */
    List<String> written() {
        List<String> written = names();
        shortForms.keySet().stream().sorted().forEach(written::add);
        return written;
    }

    private Unit unit(String text, BigDecimal number, String name) {
        String wanted = shortForms.getOrDefault(name, name);
        for (Unit unit : units) {
            if (unit.name().equals(wanted)) {
                return unit;
            }
        }
        String allowed = String.join(", ", names());
        if (name.isEmpty()) {
            throw refusal(text, "the unit is missing, allowed: " + allowed);
        }
        String meant = habits.getOrDefault(name, Suggestions.nearest(name, names()));
        throw new IllegalArgumentException(Quoted.of(text) + " is not " + noun + ": unknown unit " + Quoted.of(name)
                + "; allowed: " + allowed
                + (meant == null ? "" : "; did you mean '" + plain(number) + meant + "'?"));
    }

    /** The end of a run of digits and points, or of letters, with the spaces after it. */
    private static int skip(String text, int from, boolean letters) {
        int at = from;
        while (at < text.length() && belongs(text.charAt(at), letters)) {
            at++;
        }
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static boolean belongs(char c, boolean letters) {
        boolean digit = c >= '0' && c <= '9' || c == '.';
        return letters ? !digit && c != ' ' : digit;
    }

    private static @Nullable BigDecimal exactly(BigDecimal value, BigDecimal factor) {
        try {
            return value.divide(factor);
        } catch (ArithmeticException endless) {
            return null;
        }
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
