package io.fieldpost.agent.publish;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fieldpost.driver.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads values of the JSON profile, beginning at the parser's current token. The parser bounds the depth. */
final class ProfileValues {
    private final JsonParser parser;

    ProfileValues(JsonParser parser) {
        this.parser = parser;
    }

    Value value() throws IOException, ProfileException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new ProfileException("the message ends within a value");
        }
        return switch (token) {
            case VALUE_NULL -> new Value.Absent();
            case VALUE_TRUE -> new Value.Bool(true);
            case VALUE_FALSE -> new Value.Bool(false);
            case VALUE_NUMBER_INT -> new Value.Int(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> new Value.Real(finite());
            case VALUE_STRING -> new Value.Text(parser.getText());
            case START_OBJECT -> tagged();
            default -> throw new ProfileException("a value begins with " + token);
        };
    }

    private Value tagged() throws IOException, ProfileException {
        if (parser.nextToken() != JsonToken.FIELD_NAME) {
            throw new ProfileException("a value is an empty object");
        }
        String tag = parser.currentName();
        JsonToken token = parser.nextToken();
        Value value = switch (tag) {
            case "real" -> new Value.Real(real(token));
            case "bytes" -> new Value.Bytes(Base64.getDecoder().decode(parser.getText()));
            case "record" -> record();
            case "series" -> series();
            case "array" -> array();
            default -> throw new ProfileException("a value of unknown kind: " + tag);
        };
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            throw new ProfileException("a value of kind " + tag + " has a second member");
        }
        return value;
    }

    private double finite() throws IOException, ProfileException {
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw new ProfileException("a number does not fit into 64 bits");
        }
        return value;
    }

    private double real(JsonToken token) throws IOException, ProfileException {
        if (token != JsonToken.VALUE_STRING) {
            return finite();
        }
        String text = parser.getText();
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new ProfileException("not one of NaN, Infinity, -Infinity: " + text);
        };
    }

    private Value.Record record() throws IOException, ProfileException {
        expect(JsonToken.START_OBJECT, "a record");
        Map<String, Value> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value());
        }
        return new Value.Record(fields);
    }

    private Value.Array array() throws IOException, ProfileException {
        expect(JsonToken.START_ARRAY, "an array");
        List<Value> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value());
        }
        return new Value.Array(elements);
    }

    private Value series() throws IOException, ProfileException {
        expect(JsonToken.START_OBJECT, "a series");
        double start = 0;
        double step = 0;
        String unit = "1";
        float[] values = {};
        Value.Record conditions = new Value.Record(Map.of());
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "start" -> start = position();
                case "step" -> step = position();
                case "unit" -> unit = parser.getText();
                case "values" -> values = floats();
                case "conditions" -> conditions = record();
                default -> parser.skipChildren();
            }
        }
        return new Value.Series(start, step, unit, values, conditions);
    }

    private double position() throws IOException, ProfileException {
        if (value() instanceof Value.Real real) {
            return real.value();
        }
        throw new ProfileException("the start or step of a series is not a real number");
    }

    private float[] floats() throws IOException, ProfileException {
        expect(JsonToken.START_ARRAY, "the values of a series");
        float[] values = new float[256];
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (count == values.length) {
                values = Arrays.copyOf(values, count * 2);
            }
            values[count++] = floating();
        }
        return Arrays.copyOf(values, count);
    }

    private float floating() throws IOException, ProfileException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> Float.NaN;
            case VALUE_STRING -> (float) real(JsonToken.VALUE_STRING);
            default -> parser.getFloatValue();
        };
    }

    private void expect(JsonToken expected, String what) throws ProfileException {
        if (parser.currentToken() != expected) {
            throw new ProfileException(what + " begins with " + parser.currentToken() + ", expected " + expected);
        }
    }
}
