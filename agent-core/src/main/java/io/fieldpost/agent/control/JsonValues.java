package io.fieldpost.agent.control;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fieldpost.driver.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values as plain JSON. */
final class JsonValues {
    private static final int MOST_DEEP = 16;

    private JsonValues() {}

    /** Any value; what JSON has no word for is written as a text. */
    static void write(JsonGenerator json, Value value) throws IOException {
        if (value instanceof Value.Bool flag) {
            json.writeBoolean(flag.value());
        } else if (value instanceof Value.Int whole) {
            json.writeNumber(whole.value());
        } else if (value instanceof Value.Real real) {
            json.writeNumber(real.value());
        } else if (value instanceof Value.Text text) {
            json.writeString(text.value());
        } else if (value instanceof Value.Bytes bytes) {
            json.writeString(Base64.getEncoder().encodeToString(bytes.value()));
        } else if (value instanceof Value.Absent) {
            json.writeNull();
        } else if (value instanceof Value.Series series) {
            json.writeStartArray();
            for (float each : series.values()) {
                json.writeNumber(each);
            }
            json.writeEndArray();
        } else if (value instanceof Value.Array array) {
            json.writeStartArray();
            for (Value element : array.elements()) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Value.Record record) {
            json.writeStartObject();
            for (Map.Entry<String, Value> field : record.fields().entrySet()) {
                json.writeFieldName(field.getKey());
                write(json, field.getValue());
            }
            json.writeEndObject();
        }
    }

    /**
     * The value at hand.
     *
     * @throws IllegalArgumentException when it is a number beyond 64 bits, or deeper than {@value #MOST_DEEP} levels
     */
    static Value read(JsonParser json) throws IOException {
        return read(json, 0);
    }

    private static Value read(JsonParser json, int depth) throws IOException {
        if (depth > MOST_DEEP) {
            throw new IllegalArgumentException("a value is deeper than " + MOST_DEEP + " levels");
        }
        return switch (json.currentToken()) {
            case VALUE_TRUE -> new Value.Bool(true);
            case VALUE_FALSE -> new Value.Bool(false);
            case VALUE_STRING -> new Value.Text(json.getText());
            case VALUE_NUMBER_FLOAT -> new Value.Real(json.getDoubleValue());
            case VALUE_NUMBER_INT -> {
                JsonParser.NumberType type = json.getNumberType();
                if (type == JsonParser.NumberType.BIG_INTEGER) {
                    throw new IllegalArgumentException("a whole number has more than 64 bits");
                }
                yield new Value.Int(json.getLongValue());
            }
            case VALUE_NULL -> new Value.Absent();
            case START_OBJECT -> record(json, depth);
            case START_ARRAY -> array(json, depth);
            default -> throw new IllegalArgumentException("a value is missing");
        };
    }

    private static Value.Record record(JsonParser json, int depth) throws IOException {
        Map<String, Value> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (fields.put(name, read(json, depth + 1)) != null) {
                throw new IllegalArgumentException("a field stands twice in a record");
            }
        }
        return new Value.Record(fields);
    }

    private static Value.Array array(JsonParser json, int depth) throws IOException {
        List<Value> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(json, depth + 1));
        }
        return new Value.Array(elements);
    }
}
