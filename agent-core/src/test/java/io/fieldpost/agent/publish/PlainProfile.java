package io.fieldpost.agent.publish;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.fieldpost.agent.store.StoredRecord;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The JSON profile written from objects, as plainly as can be: what {@link JsonProfile} has to write, to the last byte. */
final class PlainProfile {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999900Z");

    private PlainProfile() {}

    static String json(StoredRecord record, List<Measurement> batch, boolean historical) {
        Map<Point, Integer> points = new LinkedHashMap<>();
        batch.forEach(row -> points.putIfAbsent(row.point(), points.size()));
        Instant base = cut(batch.isEmpty() ? record.storedTime() : batch.get(0).sourceTime());
        boolean late = batch.stream().anyMatch(Measurement::historical);
        return "{\"v\":1,\"site\":" + text(Samples.GATEWAY.site()) + ",\"gateway\":" + text(Samples.GATEWAY.id())
                + ",\"stream\":" + text(record.stream().text()) + ",\"epoch\":" + text(record.epoch())
                + ",\"seq\":" + record.sequence() + ",\"stored\":"
                + text(record.storedTime().toString())
                + ",\"clock\":" + text(record.clock().name().toLowerCase(Locale.ROOT))
                + ",\"historical\":" + historical + ",\"n\":" + batch.size()
                + ",\"points\":" + array(points.keySet(), PlainProfile::point)
                + ",\"base\":" + text(base.toString())
                + ",\"rows\":{\"point\":" + array(batch, row -> "" + points.get(row.point()))
                + ",\"time\":" + array(batch, row -> ticks(base, row.sourceTime()))
                + ",\"received\":" + array(batch, row -> ticks(base, row.receivedTime()))
                + ",\"quality\":" + array(batch, row -> Integer.toUnsignedString(row.statusCode()))
                + (late ? ",\"historical\":" + array(batch, row -> "" + row.historical()) : "")
                + ",\"value\":" + array(batch, row -> value(row.value())) + "}}";
    }

    private static <T> String array(Iterable<T> elements, Function<T, String> written) {
        StringBuilder all = new StringBuilder();
        elements.forEach(element -> all.append(all.isEmpty() ? "" : ",").append(written.apply(element)));
        return "[" + all + "]";
    }

    private static String point(Point point) {
        return "{\"source\":" + text(point.source()) + ",\"name\":" + text(point.name()) + ",\"type\":"
                + text(point.type().name().toLowerCase(Locale.ROOT)) + ",\"unit\":" + text(point.unit()) + "}";
    }

    private static Instant cut(Instant time) {
        Instant within = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
        return within.minusNanos(within.getNano() % 100);
    }

    private static String ticks(Instant base, Instant time) {
        Duration between = Duration.between(base, cut(time));
        return BigDecimal.valueOf(between.getSeconds())
                .movePointRight(7)
                .add(BigDecimal.valueOf(between.getNano() / 100))
                .toBigIntegerExact()
                .toString();
    }

    static String value(Value value) {
        if (value instanceof Value.Real real) {
            return number(real.value());
        } else if (value instanceof Value.Int whole) {
            return Long.toString(whole.value());
        } else if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.value());
        } else if (value instanceof Value.Text text) {
            return text(text.value());
        } else if (value instanceof Value.Bytes bytes) {
            return "{\"bytes\":\"" + Base64.getEncoder().encodeToString(bytes.value()) + "\"}";
        } else if (value instanceof Value.Series series) {
            return series(series);
        } else if (value instanceof Value.Array array) {
            return "{\"array\":" + array(array.elements(), PlainProfile::value) + "}";
        } else if (value instanceof Value.Record fields) {
            return "{\"record\":" + fields(fields) + "}";
        }
        return "null";
    }

    private static String series(Value.Series series) {
        StringBuilder values = new StringBuilder();
        for (float value : series.values()) {
            values.append(values.isEmpty() ? "" : ",").append(sample(value));
        }
        return "{\"series\":{\"start\":" + number(series.start()) + ",\"step\":" + number(series.step()) + ",\"unit\":"
                + text(series.axisUnit()) + ",\"values\":[" + values + "],\"conditions\":"
                + fields(series.conditions()) + "}}";
    }

    private static String sample(float value) {
        if (Float.isNaN(value)) {
            return "null";
        }
        return Float.isInfinite(value)
                ? text(Float.toString(value))
                : new String(new JsonWriter().real(value).toByteArray(), StandardCharsets.US_ASCII);
    }

    private static String fields(Value.Record record) {
        return record.fields().entrySet().stream()
                .map(field -> text(field.getKey()) + ":" + value(field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** The first of one to six decimals that reads back as the same number; what needs more has as many as it needs. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "{\"real\":\"" + value + "\"}";
        }
        if (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e9) {
            for (int decimals = 1; decimals <= 6; decimals++) {
                String text = new BigDecimal(value)
                        .setScale(decimals, RoundingMode.HALF_EVEN)
                        .toPlainString();
                if (Double.parseDouble(text) == value) {
                    return text;
                }
            }
        }
        return NumberOutput.toString(value, true);
    }

    private static String text(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < 0x20 || c == 0x7F) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}
