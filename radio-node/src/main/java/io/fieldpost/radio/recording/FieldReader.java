package io.fieldpost.radio.recording;

import io.fieldpost.radio.recording.JsonValue.Fields;
import io.fieldpost.radio.recording.JsonValue.Items;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes typed fields out of an object, and complains with line, column and path of what is not as it should be.
 *
 * @param fields the object
 * @param path where it is, such as {@code captures[2]}
 */
record FieldReader(Fields fields, String path) {
    /** The value of a field as an object. */
    static FieldReader of(JsonValue value, String path) throws RecordingException {
        if (value instanceof Fields object) {
            return new FieldReader(object, path);
        }
        throw refusal(value, path, "is " + value.kind() + " and not an object");
    }

    @Nullable
    FieldReader object(String name) throws RecordingException {
        JsonValue value = fields.values().get(name);
        return value == null ? null : of(value, place(name));
    }

    /** The objects of an array; none without the field. */
    List<FieldReader> objects(String name) throws RecordingException {
        List<FieldReader> objects = new ArrayList<>();
        JsonValue value = fields.values().get(name);
        if (value == null) {
            return objects;
        }
        String place = place(name);
        if (!(value instanceof Items items)) {
            throw refusal(value, place, "is " + value.kind() + " and not an array");
        }
        for (JsonValue item : items.values()) {
            objects.add(of(item, place + "[" + objects.size() + "]"));
        }
        return objects;
    }

    @Nullable
    String text(String name) throws RecordingException {
        JsonValue value = fields.values().get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonValue.Text text) {
            return text.value();
        }
        throw refusal(name, "is " + value.kind() + " and not a text");
    }

    /** A text that a pattern matches as a whole. */
    @Nullable
    String text(String name, Pattern pattern, String meaning) throws RecordingException {
        String value = text(name);
        if (value != null && !pattern.matcher(value).matches()) {
            throw refusal(name, "is not " + meaning + ": '" + shortened(value) + "'");
        }
        return value;
    }

    @Nullable
    Boolean truth(String name) throws RecordingException {
        JsonValue value = fields.values().get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonValue.Truth truth) {
            return truth.value();
        }
        throw refusal(name, "is " + value.kind() + " and not true or false");
    }

    /** A number within limits. */
    @Nullable
    Double number(String name, double smallest, double largest) throws RecordingException {
        JsonValue value = fields.values().get(name);
        return value == null ? null : number(value, place(name), smallest, largest);
    }

    static double number(JsonValue value, String path, double smallest, double largest) throws RecordingException {
        if (!(value instanceof JsonValue.Number number)) {
            throw refusal(value, path, "is " + value.kind() + " and not a number");
        }
        double real = Double.parseDouble(number.digits());
        if (!(real >= smallest && real <= largest)) {
            String limits =
                    new BigDecimal(smallest).toPlainString() + " and " + new BigDecimal(largest).toPlainString();
            throw refusal(value, path, "is not between " + limits + ": " + shortened(number.digits()));
        }
        return real;
    }

    /** A whole number that is not negative; 5.0 and 5e3 are whole as well. */
    @Nullable
    Long whole(String name) throws RecordingException {
        JsonValue value = fields.values().get(name);
        if (value == null) {
            return null;
        }
        // Limits first: a number of a billion digits behind its exponent must not be spelt out.
        number(value, place(name), 0, Long.MAX_VALUE);
        try {
            String digits = ((JsonValue.Number) value).digits();
            BigDecimal exact = new BigDecimal(digits);
            if (exact.scale() > 400) {
                throw new ArithmeticException("too small to be whole");
            }
            return exact.longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw refusal(name, "is not a whole number below 2^63");
        }
    }

    /** The value of a field that must be there. */
    <T> T required(String name, @Nullable T value) throws RecordingException {
        if (value == null) {
            throw refusal(fields, place(name), "is missing");
        }
        return value;
    }

    /** Names the field's place, or that of the object without it. */
    RecordingException refusal(String name, String fact) {
        JsonValue value = fields.values().get(name);
        return refusal(value == null ? fields : value, place(name), fact);
    }

    private String place(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static RecordingException refusal(JsonValue value, String path, String fact) {
        return new RecordingException(value.at() + ": " + path + " " + fact);
    }

    private static String shortened(String value) {
        return value.length() <= 60 ? value : value.substring(0, 57) + "...";
    }
}
