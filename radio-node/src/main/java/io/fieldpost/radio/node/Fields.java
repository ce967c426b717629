package io.fieldpost.radio.node;

import io.fieldpost.driver.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a record field by field; what is not known is left out. */
final class Fields {
    private final Map<String, Value> fields = new LinkedHashMap<>();

    Fields text(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(name, new Value.Text(value));
        }
        return this;
    }

    Fields whole(String name, long value) {
        fields.put(name, new Value.Int(value));
        return this;
    }

    Fields flag(String name, boolean value) {
        fields.put(name, new Value.Bool(value));
        return this;
    }

    /** A level or ratio in dB, told to a hundredth. */
    Fields decibels(String name, double value) {
        return real(name, Math.rint(value * 100) / 100);
    }

    /** A frequency or a width, told to the hertz. */
    Fields hertz(String name, double value) {
        return Double.isFinite(value) ? whole(name, Math.round(value)) : this;
    }

    Fields real(String name, double value) {
        if (Double.isFinite(value)) {
            fields.put(name, new Value.Real(value));
        }
        return this;
    }

    /** A time, ISO 8601 in UTC. */
    Fields time(String name, @Nullable Instant value) {
        return text(name, value == null ? null : value.toString());
    }

    Fields value(String name, Value value) {
        fields.put(name, value);
        return this;
    }

    Value.Record record() {
        return new Value.Record(fields);
    }
}
