package io.fieldpost.demo;

import io.fieldpost.agent.publish.ProfileBatch;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/** What the node tells the centre of its band, for a person at a demo: which stations are on the air, and alarms as they come. */
final class AirReport implements Consumer<ProfileBatch> {
    private static final String INDENT = "          ";

    private final Map<String, Value.Record> onAir = new HashMap<>();
    private final Queue<String> alarms = new ArrayDeque<>();

    @Override
    public synchronized void accept(ProfileBatch batch) {
        for (Measurement measurement : batch.measurements()) {
            String point = measurement.point().name();
            if (measurement.value() instanceof Value.Record fields) {
                if (point.endsWith("/emission")) {
                    emission(fields);
                } else if (point.endsWith("/alarm")) {
                    alarms.add(INDENT + "alarm: " + text(fields, "message"));
                }
            }
        }
    }

    private void emission(Value.Record fields) {
        if (text(fields, "event").equals("gone")) {
            onAir.remove(text(fields, "id"));
        } else {
            onAir.put(text(fields, "id"), fields);
        }
    }

    /** Alarms that came since the last time. */
    synchronized List<String> alarms() {
        List<String> told = new ArrayList<>(alarms);
        alarms.clear();
        return told;
    }

    /** One line for all stations; empty before the first. */
    synchronized List<String> stations() {
        if (onAir.isEmpty()) {
            return List.of();
        }
        StringBuilder line = new StringBuilder(INDENT + "on the air:");
        onAir.values().stream()
                .sorted(Comparator.comparingDouble(fields -> number(fields, "center_hz")))
                .forEach(fields -> line.append(String.format(
                        Locale.ROOT,
                        "  %.2f MHz %.0f dBFS",
                        number(fields, "center_hz") / 1e6,
                        number(fields, "level"))));
        return List.of(line.toString());
    }

    private static String text(Value.Record fields, String name) {
        return fields.fields().get(name) instanceof Value.Text text ? text.value() : "";
    }

    private static double number(Value.Record fields, String name) {
        Value value = fields.fields().get(name);
        if (value instanceof Value.Int whole) {
            return whole.value();
        }
        return value instanceof Value.Real real ? real.value() : Double.NaN;
    }
}
