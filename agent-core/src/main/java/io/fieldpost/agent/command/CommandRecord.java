package io.fieldpost.agent.command;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a command travels: as a measurement of the point {@code fieldpost/command}, in the alarm stream. What was asked is cut, not dropped. */
final class CommandRecord {
    static final Point POINT = new Point("fieldpost", "command", "", ValueType.EVENT, "1");

    /** A third kind of what is asked, beside {@code write} and {@code call}. */
    static final String OPERATE = "operate";

    private static final int LONGEST_TEXT = 256;
    private static final int MOST_VALUES = 32;

    private CommandRecord() {}

    /** @param notRecorded how many commands before this one came too fast to be recorded, all of them refused */
    static Measurement of(Asked asked, Outcome outcome, long notRecorded, Instant now) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("operation", text(asked.operation()));
        fields.put("by", text(asked.by()));
        fields.put("source", text(asked.source()));
        putAsked(fields, asked);
        fields.put("asked", text(asked.time().toString()));
        fields.put("result", text(outcome.result().text()));
        fields.put("message", text(outcome.message()));
        DeviceStatus status = outcome.status();
        if (status != null) {
            fields.put("status", new Value.Int(status.code()));
            fields.put("status_name", text(status.name()));
        }
        if (!outcome.outputs().isEmpty()) {
            fields.put("outputs", list(outcome.outputs()));
        }
        if (notRecorded > 0) {
            fields.put("not_recorded", new Value.Int(notRecorded));
        }
        return new Measurement(POINT, new Value.Record(fields), Quality.GOOD, now, now);
    }

    private static void putAsked(Map<String, Value> fields, Asked asked) {
        Value first =
                asked.values().isEmpty() ? new Value.Absent() : asked.values().get(0);
        switch (asked.operation()) {
            case "call" -> {
                fields.put("method", text(asked.target()));
                fields.put("arguments", list(asked.values()));
            }
            case OPERATE -> {
                fields.put("task", text(asked.target()));
                fields.put("arguments", first instanceof Value.Record record ? bounded(record) : bounded(first));
            }
            default -> {
                fields.put("point", text(asked.target()));
                fields.put("value", bounded(first));
            }
        }
    }

    private static Value bounded(Value.Record record) {
        Map<String, Value> fields = new LinkedHashMap<>();
        record.fields().entrySet().stream()
                .limit(MOST_VALUES)
                .forEach(field -> fields.put(text(field.getKey()).value(), bounded(field.getValue())));
        return new Value.Record(fields);
    }

    private static Value list(List<Value> values) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(values.size(), MOST_VALUES); i++) {
            fields.put(Integer.toString(i), bounded(values.get(i)));
        }
        return new Value.Record(fields);
    }

    /** Numbers that are none have no place in JSON, and what is large has none in an alarm: their text stands for them. */
    private static Value bounded(Value value) {
        if (value instanceof Value.Text text) {
            return text(text.value());
        }
        boolean small = value instanceof Value.Bool
                || value instanceof Value.Int
                || value instanceof Value.Absent
                || value instanceof Value.Real;
        return small ? value : text(value.toString());
    }

    private static Value.Text text(String text) {
        return new Value.Text(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text);
    }
}
