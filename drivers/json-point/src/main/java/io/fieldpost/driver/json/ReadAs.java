package io.fieldpost.driver.json;

import io.fieldpost.driver.Value;
import io.fieldpost.driver.Value.Bool;
import io.fieldpost.driver.Value.Int;
import io.fieldpost.driver.Value.Real;
import io.fieldpost.driver.Value.Text;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the JSON value of a point becomes. */
public enum ReadAs {
    /**
     * A text, true or false as it is, and every number a real one: JSON knows one kind of number, and a device that writes 21 for 21.0 would
     * change the type of its point from one reading to the next.
     */
    PLAIN {
        @Override
        public Optional<Value> of(Scalar scalar) {
            return switch (scalar.kind()) {
                case NUMBER -> real(scalar.text());
                case TEXT -> Optional.of(new Text(scalar.text()));
                case BOOL -> Optional.of(new Bool(scalar.text().equals("true")));
            };
        }
    },
    /** A whole number of 64 bits, from a number or a text. */
    INT {
        @Override
        public Optional<Value> of(Scalar scalar) {
            return scalar.kind() == Scalar.Kind.BOOL
                    ? Optional.empty()
                    : whole(scalar.text().strip());
        }
    },
    /** A real number, from a number or a text. */
    REAL {
        @Override
        public Optional<Value> of(Scalar scalar) {
            return scalar.kind() == Scalar.Kind.BOOL
                    ? Optional.empty()
                    : real(scalar.text().strip());
        }
    },
    /** True or false, from those, 1 and 0, or a text that says true, false, on, off, 1 or 0. */
    BOOL {
        @Override
        public Optional<Value> of(Scalar scalar) {
            return switch (scalar.text().strip().toLowerCase(Locale.ROOT)) {
                case "true", "on", "1" -> Optional.of(new Bool(true));
                case "false", "off", "0" -> Optional.of(new Bool(false));
                default -> Optional.empty();
            };
        }
    },
    /** A text, whatever it is; numbers as the device wrote them. */
    TEXT {
        @Override
        public Optional<Value> of(Scalar scalar) {
            return Optional.of(new Text(scalar.text()));
        }
    };

    /** RFC 8259, section 6, with the plus sign and the leading zeros that texts have. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][+-]?[0-9]{1,6})?");

    /** The value; empty when this is none. */
    public abstract Optional<Value> of(Scalar scalar);

    /**
     * What stands behind {@code as} in an address.
     *
     * @throws AddressException when it is no such word, with those that are
     */
    public static ReadAs named(String name) throws AddressException {
        for (ReadAs each : values()) {
            if (each != PLAIN && each.word().equals(name)) {
                return each;
            }
        }
        throw new AddressException("unknown type '" + name + "' behind 'as'; allowed are "
                + Arrays.stream(values())
                        .filter(each -> each != PLAIN)
                        .map(ReadAs::word)
                        .collect(Collectors.joining(", ")));
    }

    /** As it stands in an address; that of {@link #PLAIN} stands in none. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Value> real(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? Optional.empty() : Optional.of(new Real(value));
    }

    private static Optional<Value> whole(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Int(new BigDecimal(text).longValueExact()));
        } catch (ArithmeticException e) {
            // A fraction, or beyond 64 bits.
            return Optional.empty();
        }
    }
}
