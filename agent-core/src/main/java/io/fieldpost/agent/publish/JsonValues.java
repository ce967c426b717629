package io.fieldpost.agent.publish;

import io.fieldpost.driver.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * Writes values as the JSON profile has them; {@link ProfileValues} is its counterpart. Kinds that JSON does not tell apart are objects
 * with one member: {@code {"real":"NaN"}}, {@code {"bytes":…}}, {@code {"series":…}}, {@code {"array":…}}, {@code {"record":…}}.
 */
public final class JsonValues {
    /** A multiple of three, so that only the last piece is filled up. */
    private static final int BASE64_PIECE = 3 * 16 * 1024;

    private final JsonWriter out;

    /** @param out where the values go */
    public JsonValues(JsonWriter out) {
        this.out = out;
    }

    /** One value by itself, in UTF-8. */
    public static byte[] json(Value value) {
        JsonWriter out = new JsonWriter();
        new JsonValues(out).value(value);
        return out.toByteArray();
    }

    /** A record as a JSON object of its own, without the name of its kind. */
    public static String plainJson(Value.Record record) {
        JsonWriter out = new JsonWriter();
        new JsonValues(out).fields(record);
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }

    /** Writes one value. */
    public void value(Value value) {
        if (value instanceof Value.Real real) {
            real(real.value());
        } else if (value instanceof Value.Int whole) {
            out.number(whole.value());
        } else if (value instanceof Value.Bool bool) {
            out.bool(bool.value());
        } else if (value instanceof Value.Text text) {
            out.text(text.value());
        } else if (value instanceof Value.Bytes bytes) {
            bytes(bytes.value());
        } else if (value instanceof Value.Series series) {
            series(series);
        } else if (value instanceof Value.Record record) {
            out.raw("{\"record\":");
            fields(record);
            out.raw('}');
        } else if (value instanceof Value.Array array) {
            array(array);
        } else {
            out.raw("null");
        }
    }

    /** In pieces, so that megabytes need no second copy. */
    private void bytes(byte[] bytes) {
        out.raw("{\"bytes\":\"");
        for (int at = 0; at < bytes.length; at += BASE64_PIECE) {
            byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + BASE64_PIECE));
            out.raw(Base64.getEncoder().encodeToString(piece));
        }
        out.raw("\"}");
    }

    void real(double value) {
        if (Double.isFinite(value)) {
            out.real(value);
        } else {
            out.raw("{\"real\":\"").raw(Double.toString(value)).raw("\"}");
        }
    }

    private void series(Value.Series series) {
        out.raw("{\"series\":{\"start\":");
        real(series.start());
        out.raw(",\"step\":");
        real(series.step());
        out.raw(",\"unit\":").text(series.axisUnit()).raw(",\"values\":[");
        float[] values = series.values();
        for (int i = 0; i < values.length; i++) {
            comma(i);
            if (Float.isFinite(values[i])) {
                out.real(values[i]);
            } else if (Float.isNaN(values[i])) {
                out.raw("null");
            } else {
                out.raw(values[i] > 0 ? "\"Infinity\"" : "\"-Infinity\"");
            }
        }
        out.raw("],\"conditions\":");
        fields(series.conditions());
        out.raw("}}");
    }

    private void array(Value.Array array) {
        out.raw("{\"array\":[");
        int i = 0;
        for (Value element : array.elements()) {
            comma(i++);
            value(element);
        }
        out.raw("]}");
    }

    private void fields(Value.Record record) {
        out.raw('{');
        int i = 0;
        for (Map.Entry<String, Value> field : record.fields().entrySet()) {
            comma(i++);
            out.text(field.getKey()).raw(':');
            value(field.getValue());
        }
        out.raw('}');
    }

    private void comma(int i) {
        if (i > 0) {
            out.raw(',');
        }
    }
}
