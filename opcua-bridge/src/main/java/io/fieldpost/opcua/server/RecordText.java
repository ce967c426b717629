package io.fieldpost.opcua.server;

import io.fieldpost.driver.Value;
import java.util.Base64;
import java.util.Map;

/**
 * A record as a JSON object (RFC 8259), for a variable of type String: fields in their order, bytes in base64, not-a-number and the
 * infinities as text, a series as an object with {@code start}, {@code step}, {@code unit} and {@code values}.
 */
final class RecordText {
    private final StringBuilder json = new StringBuilder();

    private RecordText() {}

    static String of(Value.Record record) {
        RecordText text = new RecordText();
        text.value(record);
        return text.json.toString();
    }

    private void value(Value value) {
        if (value instanceof Value.Record record) {
            record(record);
        } else if (value instanceof Value.Text text) {
            quoted(text.value());
        } else if (value instanceof Value.Bool bool) {
            json.append(bool.value());
        } else if (value instanceof Value.Int number) {
            json.append(number.value());
        } else if (value instanceof Value.Real real) {
            number(real.value(), Double.toString(real.value()));
        } else if (value instanceof Value.Bytes bytes) {
            quoted(Base64.getEncoder().encodeToString(bytes.value()));
        } else if (value instanceof Value.Series series) {
            series(series);
        } else {
            json.append("null");
        }
    }

    private void record(Value.Record record) {
        char before = '{';
        for (Map.Entry<String, Value> field : record.fields().entrySet()) {
            json.append(before);
            quoted(field.getKey());
            json.append(':');
            value(field.getValue());
            before = ',';
        }
        json.append(before == '{' ? "{}" : "}");
    }

    private void series(Value.Series series) {
        json.append("{\"start\":");
        number(series.start(), Double.toString(series.start()));
        json.append(",\"step\":");
        number(series.step(), Double.toString(series.step()));
        json.append(",\"unit\":");
        quoted(series.axisUnit());
        json.append(",\"values\":[");
        for (int i = 0; i < series.values().length; i++) {
            json.append(i == 0 ? "" : ",");
            number(series.values()[i], Float.toString(series.values()[i]));
        }
        json.append("]}");
    }

    private void number(double value, String text) {
        if (Double.isFinite(value)) {
            json.append(text);
        } else {
            quoted(text);
        }
    }

    private void quoted(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
