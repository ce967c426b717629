package io.fieldpost.agent.command;

import io.fieldpost.config.gateway.AllowedValues;
import io.fieldpost.driver.Value;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Compares a value with what the configuration allows, and reads a value that a person typed. */
final class ValueLimits {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,300}(\\.\\d{1,300})?([eE][+-]?\\d{1,3})?");

    private ValueLimits() {}

    /** Why a value is not allowed, in words for whoever asked; empty when it is. */
    static String complaint(AllowedValues allowed, Value value) {
        if (value instanceof Value.Real real && !Double.isFinite(real.value())) {
            return real.value() + " is no number that could be written";
        }
        if (value instanceof Value.Int || value instanceof Value.Real) {
            return ofNumber(allowed, number(value));
        } else if (value instanceof Value.Bool flag) {
            return ofFlag(allowed, flag.value());
        } else if (value instanceof Value.Text text) {
            return ofText(allowed, text.value());
        }
        return "only numbers, true, false and texts can be written";
    }

    /**
     * The value that a person means by a word, judged by what is allowed: a number where numbers are, else true, false or the text itself.
     * A whole number stays one.
     */
    static Value read(AllowedValues allowed, String word) {
        boolean free = allowed.maxLength() != null;
        if (!free && WHOLE.matcher(word).matches()) {
            try {
                return new Value.Int(Long.parseLong(word));
            } catch (NumberFormatException beyond64Bits) {
                return new Value.Real(Double.parseDouble(word));
            }
        }
        if (!free && NUMBER.matcher(word).matches()) {
            return new Value.Real(Double.parseDouble(word));
        }
        if (!free && (word.equals("true") || word.equals("false"))) {
            return new Value.Bool(word.equals("true"));
        }
        return new Value.Text(word);
    }

    private static String ofNumber(AllowedValues allowed, BigDecimal number) {
        Double min = allowed.min();
        Double max = allowed.max();
        if (min != null && max != null) {
            boolean inside =
                    number.compareTo(BigDecimal.valueOf(min)) >= 0 && number.compareTo(BigDecimal.valueOf(max)) <= 0;
            return inside ? "" : plain(number) + " is outside its limits; " + words(allowed);
        }
        for (String one : allowed.oneOf()) {
            if (NUMBER.matcher(one).matches() && new BigDecimal(one).compareTo(number) == 0) {
                return "";
            }
        }
        return plain(number) + " is not allowed here; " + words(allowed);
    }

    private static String ofFlag(AllowedValues allowed, boolean flag) {
        boolean flags = allowed.min() == null && allowed.oneOf().isEmpty() && allowed.maxLength() == null;
        return flags || allowed.oneOf().contains(String.valueOf(flag))
                ? ""
                : flag + " is not allowed here; " + words(allowed);
    }

    private static String ofText(AllowedValues allowed, String text) {
        Integer longest = allowed.maxLength();
        if (longest != null) {
            int length = text.codePointCount(0, text.length());
            return length <= longest ? "" : "a text of " + length + " characters is too long; " + words(allowed);
        }
        return allowed.oneOf().contains(text) ? "" : "'" + shown(text) + "' is not allowed here; " + words(allowed);
    }

    /** What is allowed, for a person. */
    private static String words(AllowedValues allowed) {
        if (allowed.min() != null && allowed.max() != null) {
            return "allowed: " + plain(BigDecimal.valueOf(allowed.min())) + " to "
                    + plain(BigDecimal.valueOf(allowed.max()));
        }
        if (!allowed.oneOf().isEmpty()) {
            return "allowed: " + String.join(", ", allowed.oneOf());
        }
        return allowed.maxLength() == null
                ? "allowed: true, false"
                : "allowed: a text of up to " + allowed.maxLength() + " characters";
    }

    private static BigDecimal number(Value value) {
        return value instanceof Value.Int whole
                ? BigDecimal.valueOf(whole.value())
                : BigDecimal.valueOf(((Value.Real) value).value());
    }

    private static String plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return Math.abs(shortest.scale()) > 20 ? shortest.toString() : shortest.toPlainString();
    }

    private static String shown(String text) {
        String start = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
