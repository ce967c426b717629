package io.fieldpost.driver.mtconnect;

import io.fieldpost.driver.Value;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the text of a data item becomes. */
enum ReadAs {
    /** A sample is a real number, an event a text: the two categories of data items (MTConnect Part 2) have one type each that way. */
    PLAIN,
    /** A whole number of 64 bits, such as a count of parts. */
    INT,
    /** A real number, such as a program's line. */
    REAL,
    /** A text, whatever it is. */
    TEXT;

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?([0-9]{1,400}(\\.[0-9]{0,400})?|\\.[0-9]{1,400})([eE][+-]?[0-9]{1,6})?");

    /** What stands behind {@code as} in an address. */
    static ReadAs named(String name) throws AddressException {
        return switch (name) {
            case "int" -> INT;
            case "real" -> REAL;
            case "text" -> TEXT;
            default ->
                throw new AddressException("unknown type '" + name + "' behind 'as'; allowed are int, real, text");
        };
    }

    /** A number that can be measured; empty for anything else. */
    static Optional<Double> number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
    }

    /** A whole number; empty for anything else. */
    static Optional<Value> whole(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Value.Int(new BigDecimal(text).longValueExact()));
        } catch (ArithmeticException e) {
            // A fraction, or beyond 64 bits.
            return Optional.empty();
        }
    }
}
