package io.fieldpost.driver.serialtext;

import io.fieldpost.driver.Value;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the characters of a value become. */
enum ReadAs {
    /** A real number. */
    NUMBER("a number") {
        @Override
        Optional<Value> of(String text, char decimalMark) {
            return number(text, decimalMark)
                    .map(BigDecimal::doubleValue)
                    .filter(value -> !value.isInfinite())
                    .map(Value.Real::new);
        }
    },
    /** A whole number of 64 bits. */
    INT("a whole number of 64 bits") {
        @Override
        Optional<Value> of(String text, char decimalMark) {
            try {
                return number(text, decimalMark).map(BigDecimal::longValueExact).map(Value.Int::new);
            } catch (ArithmeticException e) {
                // A fraction, or beyond 64 bits.
                return Optional.empty();
            }
        }
    },
    /** The characters, without the blanks around them. */
    TEXT("a text") {
        @Override
        Optional<Value> of(String text, char decimalMark) {
            return Optional.of(new Value.Text(text.strip()));
        }
    };

    /** Scales put their sign at the edge of the field and blanks between it and the digits. */
    private static final Pattern SYNTAX = Pattern.compile(
            "([+-]?)[ \\t]*([0-9]{1,40}(?:[.,][0-9]{0,40})?|[.,][0-9]{1,40})(?:[eE]([+-]?[0-9]{1,3}))?");

    private final String words;

    ReadAs(String words) {
        this.words = words;
    }

    /** The value; empty when this is none. */
    abstract Optional<Value> of(String text, char decimalMark);

    String words() {
        return words;
    }

    private static Optional<BigDecimal> number(String text, char decimalMark) {
        Matcher parts = SYNTAX.matcher(text.strip());
        // The other mark would part thousands: 1,234 kg is not a kilogram and a bit.
        if (!parts.matches() || parts.group(2).indexOf(decimalMark == '.' ? ',' : '.') >= 0) {
            return Optional.empty();
        }
        String digits = parts.group(2).replace(decimalMark, '.');
        String exponent = parts.group(3) == null ? "" : "e" + parts.group(3);
        return Optional.of(new BigDecimal(parts.group(1) + digits + exponent));
    }
}
