package io.fieldpost.agent.publish;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a loss travels: as a measurement of the point {@code fieldpost/loss}, in the alarm stream like any other. Both directions. */
public final class LossRecord {
    private static final Point POINT = new Point("fieldpost", "loss", "", ValueType.EVENT, "1");

    private LossRecord() {}

    /** The measurement that reports a loss. */
    public static Measurement toMeasurement(Loss loss, Instant now) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("stream", new Value.Text(loss.stream().text()));
        fields.put("epoch", new Value.Text(loss.epoch()));
        fields.put("first", new Value.Int(loss.first()));
        fields.put("last", new Value.Int(loss.last()));
        fields.put("count", new Value.Int(loss.count()));
        fields.put("cause", new Value.Text(loss.cause().text()));
        fields.put("from", time(loss.from()));
        fields.put("to", time(loss.to()));
        return new Measurement(POINT, new Value.Record(fields), Quality.GOOD, now, now);
    }

    /** The loss that a measurement reports; empty when it reports none, or one that this version does not understand. */
    public static Optional<Loss> fromMeasurement(Measurement measurement) {
        Point point = measurement.point();
        if (!point.source().equals(POINT.source())
                || !point.name().equals(POINT.name())
                || !(measurement.value() instanceof Value.Record record)) {
            return Optional.empty();
        }
        Map<String, Value> fields = record.fields();
        try {
            return Optional.of(new Loss(
                    StreamName.valueOf(text(fields, "stream").toUpperCase(Locale.ROOT)),
                    text(fields, "epoch"),
                    whole(fields, "first"),
                    whole(fields, "last"),
                    whole(fields, "count"),
                    Loss.Cause.valueOf(text(fields, "cause").toUpperCase(Locale.ROOT)),
                    instant(fields, "from"),
                    instant(fields, "to")));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Value time(@Nullable Instant time) {
        return time == null ? new Value.Absent() : new Value.Text(time.toString());
    }

    private static String text(Map<String, Value> fields, String name) {
        if (fields.get(name) instanceof Value.Text text) {
            return text.value();
        }
        throw new IllegalArgumentException(name + " is not a text");
    }

    private static long whole(Map<String, Value> fields, String name) {
        if (fields.get(name) instanceof Value.Int whole) {
            return whole.value();
        }
        throw new IllegalArgumentException(name + " is not a whole number");
    }

    private static @Nullable Instant instant(Map<String, Value> fields, String name) {
        return fields.get(name) instanceof Value.Text text ? Instant.parse(text.value()) : null;
    }
}
