package io.fieldpost.driver.mtconnect;

import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.mtconnect.Observation.Category;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an observation is as a value.
 *
 * @param remark a lower-case fact with what to do; empty where there is nothing to say
 */
record ObservationValue(Value value, Quality quality, String remark) {
    /** Times outside are no times of machines, and beyond what the store keeps exactly. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    static ObservationValue of(Observation observation, ReadAs readAs) {
        if (observation.isUnavailable()) {
            // The agent lives, and the machine or its adapter does not tell it anything.
            return bad(Quality.BAD_NOT_CONNECTED, "");
        } else if (observation.category() == Category.CONDITION) {
            return good(condition(observation));
        } else if (observation.isSet()) {
            return good(set(observation));
        }
        return plain(observation, readAs);
    }

    private static ObservationValue good(Value value) {
        return new ObservationValue(value, Quality.GOOD, "");
    }

    private static ObservationValue bad(Quality quality, String remark) {
        return new ObservationValue(new Value.Absent(), quality, remark);
    }

    private static ObservationValue plain(Observation observation, ReadAs readAs) {
        String text = observation.text();
        boolean sample = observation.category() == Category.SAMPLE;
        Optional<Value> value = switch (readAs) {
            case PLAIN -> sample ? sample(observation) : Optional.of(new Value.Text(text));
            case INT -> ReadAs.whole(text);
            case REAL -> ReadAs.number(text).map(Value.Real::new);
            case TEXT -> Optional.of(new Value.Text(text));
        };
        return value.map(ObservationValue::good)
                .orElseGet(() -> bad(
                        readAs == ReadAs.PLAIN ? Quality.BAD_DEVICE_FAILURE : Quality.BAD_CONFIGURATION,
                        "'" + shown(text) + "' is no "
                                + (readAs == ReadAs.INT ? "whole number of 64 bits" : "number")));
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /** One number, the axes of a position, or evenly spaced values (MTConnect Part 3, time series). */
    private static Optional<Value> sample(Observation observation) {
        String[] parts = observation.text().split("\\s+", -1);
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            Optional<Double> number = ReadAs.number(parts[i]);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            numbers[i] = number.get();
        }
        double rateHz = ReadAs.number(observation.attribute("sampleRate")).orElse(0.0);
        if (!observation.attribute("sampleCount").isEmpty() && rateHz > 0) {
            float[] values = new float[numbers.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) numbers[i];
            }
            return Optional.of(new Value.Series(0, 1 / rateHz, "s", values, new Value.Record(Map.of())));
        }
        boolean several =
                numbers.length > 1 || !observation.attribute("sampleCount").isEmpty();
        return Optional.of(several ? array(numbers) : new Value.Real(numbers[0]));
    }

    private static Value array(double[] numbers) {
        List<Value> elements = new ArrayList<>(numbers.length);
        for (double each : numbers) {
            elements.add(new Value.Real(each));
        }
        return new Value.Array(elements);
    }

    /** MTConnect Part 3, Condition: the state with what the machine says of it. */
    private static Value condition(Observation observation) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("state", new Value.Text(observation.element().toUpperCase(Locale.ROOT)));
        add(fields, "type", observation.attribute("type"));
        add(fields, "sub_type", observation.attribute("subType"));
        add(fields, "native_code", observation.attribute("nativeCode"));
        add(fields, "native_severity", observation.attribute("nativeSeverity"));
        add(fields, "qualifier", observation.attribute("qualifier"));
        add(fields, "condition_id", observation.attribute("conditionId"));
        add(fields, "text", observation.text());
        return new Value.Record(fields);
    }

    private static void add(Map<String, Value> fields, String name, String text) {
        if (!text.isEmpty()) {
            fields.put(name, new Value.Text(text));
        }
    }

    private static Value set(Observation observation) {
        Map<String, Value> fields = new LinkedHashMap<>();
        observation.entries().forEach((key, entry) -> {
            Map<String, Value> row = new LinkedHashMap<>();
            entry.cells().forEach((cell, text) -> row.put(cell, new Value.Text(text)));
            fields.put(key, row.isEmpty() ? new Value.Text(entry.text()) : new Value.Record(row));
        });
        return new Value.Record(fields);
    }

    /** When the machine says it was so; empty when that is no time. */
    static Optional<Instant> time(Observation observation) {
        try {
            Instant time =
                    OffsetDateTime.parse(observation.attribute("timestamp")).toInstant();
            return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
