package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.json.AddressException;
import io.fieldpost.driver.json.JsonPointer;
import io.fieldpost.driver.json.ReadAs;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a point is written: {@code topic} for the value alone, {@code topic#pointer} for a JSON object that holds it there.
 *
 * @param topic without wildcards
 * @param pointer null for the value alone
 */
record Command(String topic, @Nullable JsonPointer pointer) {
    static Command parse(String text) throws AddressException {
        int hash = text.indexOf('#');
        TopicFilter topic = TopicFilter.parse(hash < 0 ? text : text.substring(0, hash));
        if (topic.isWild()) {
            throw new AddressException("a command goes to one topic, without '+'");
        }
        return new Command(topic.text(), hash < 0 ? null : JsonPointer.parse(text.substring(hash + 1)));
    }

    /**
     * The value as the point would say it, which is what it must say once the device has done it.
     *
     * @throws DriverException {@code REFUSED} when that would not be what was meant
     */
    static Value meant(Value value, ReadAs readAs, String point) throws DriverException {
        boolean isNumber = value instanceof Value.Int || value instanceof Value.Real;
        if (isNumber && (readAs == ReadAs.PLAIN || readAs == ReadAs.REAL || readAs == ReadAs.INT)) {
            return number(value, readAs, point);
        } else if (value instanceof Value.Bool && (readAs == ReadAs.PLAIN || readAs == ReadAs.BOOL)
                || value instanceof Value.Text && (readAs == ReadAs.PLAIN || readAs == ReadAs.TEXT)) {
            return value;
        }
        throw refused(
                value + " is no value of a point that is read "
                        + (readAs == ReadAs.PLAIN ? "as it is" : "as " + readAs.word()),
                point);
    }

    private static Value number(Value value, ReadAs readAs, String point) throws DriverException {
        double real = value instanceof Value.Int whole ? whole.value() : ((Value.Real) value).value();
        if (readAs != ReadAs.INT) {
            if (Double.isNaN(real) || Double.isInfinite(real)) {
                throw refused(real + " can't be written as a number", point);
            }
            return new Value.Real(real);
        }
        if (value instanceof Value.Real && (real != Math.rint(real) || Math.abs(real) > 1L << 53)) {
            throw refused(real + " is no whole number", point);
        }
        return value instanceof Value.Int ? value : new Value.Int((long) real);
    }

    private static DriverException refused(String told, String point) {
        return new DriverException(Reason.REFUSED, told + ": " + point);
    }

    /** What travels. A point that is read {@code as bool} is of a device that says ON and OFF. */
    String payload(Value meant, ReadAs readAs) {
        if (pointer == null) {
            return bare(meant, readAs);
        }
        boolean isQuoted = meant instanceof Value.Text || readAs == ReadAs.BOOL;
        return wrapped(isQuoted ? quoted(bare(meant, readAs)) : bare(meant, readAs), pointer.tokens());
    }

    private static String bare(Value meant, ReadAs readAs) {
        if (meant instanceof Value.Bool bool) {
            return readAs == ReadAs.BOOL ? (bool.value() ? "ON" : "OFF") : Boolean.toString(bool.value());
        } else if (meant instanceof Value.Int whole) {
            return Long.toString(whole.value());
        } else if (meant instanceof Value.Real real) {
            String text = new BigDecimal(Double.toString(real.value()))
                    .stripTrailingZeros()
                    .toPlainString();
            return text.length() <= 30 ? text : Double.toString(real.value());
        }
        return ((Value.Text) meant).value();
    }

    private static String wrapped(String json, List<String> tokens) {
        StringBuilder text = new StringBuilder();
        tokens.forEach(token -> text.append('{').append(quoted(token)).append(':'));
        return text.append(json).append("}".repeat(tokens.size())).toString();
    }

    /** RFC 8259, section 7. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char each : text.toCharArray()) {
            if (each == '"' || each == '\\') {
                quoted.append('\\').append(each);
            } else if (each < ' ') {
                quoted.append(String.format("\\u%04x", (int) each));
            } else {
                quoted.append(each);
            }
        }
        return quoted.append('"').toString();
    }
}
