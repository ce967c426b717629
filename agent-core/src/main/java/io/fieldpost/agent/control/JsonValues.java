package io.fieldpost.agent.control;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.fieldpost.driver.Value;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;

/** Single values as plain JSON. */
final class JsonValues {
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
     * @throws IllegalArgumentException when it is no single value, or a number beyond 64 bits
     */
    static Value read(JsonParser json) throws IOException {
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
            default -> throw new IllegalArgumentException("a value is neither a number, nor a text, nor true or false");
        };
    }
}
