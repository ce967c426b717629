package io.fieldpost.agent.publish;

import io.fieldpost.agent.store.StoredRecord;
import io.fieldpost.config.gateway.Identity;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;

/**
 * The JSON profile, version 1, as {@code docs/reference/json-profile.md} specifies it: an envelope, a table of points, and one array
 * for each column of the rows. {@link JsonProfileReader} is its counterpart.
 *
 * <p>Times of rows are whole ticks of 100 ns, the resolution of OPC UA, after one base time; what is finer is cut off.
 */
public final class JsonProfile implements Encoder {
    /** Number of the profile's version, {@code v} in every message. */
    public static final int VERSION = 1;

    /** Value of the user property {@code schema}. */
    public static final String SCHEMA = "fieldpost/1";

    /** MQTT content type of all messages of the profile. */
    public static final String CONTENT_TYPE = "application/json";

    /** Value of the user property {@code content-encoding} of a compressed payload: the zlib format, RFC 1950, as HTTP names it. */
    public static final String DEFLATE = "deflate";

    /** Payloads of at least this many bytes are compressed: below it, the saving is less than what the user property costs in time. */
    public static final int DEFLATE_FROM = 1024;

    private final Identity identity;
    private final int deflateFrom;
    private final JsonWriter out = new JsonWriter();
    private final PointTable table = new PointTable();
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);

    public JsonProfile(Identity identity) {
        this(identity, DEFLATE_FROM);
    }

    /** @param deflateFrom payloads of at least this many bytes are compressed */
    public JsonProfile(Identity identity, int deflateFrom) {
        this.identity = identity;
        this.deflateFrom = deflateFrom;
    }

    @Override
    public EncodedMessage encode(StoredRecord record, List<Measurement> measurements, boolean historical) {
        out.reset();
        table.fill(measurements);
        Instant base = measurements.isEmpty()
                ? record.storedTime()
                : measurements.get(0).sourceTime();
        envelope(record, measurements.size(), historical);
        points();
        rows(measurements, Ticks.cut(base));
        out.raw('}');
        if (out.length() >= deflateFrom) {
            byte[] deflated = out.deflated(deflater);
            if (deflated.length > 0) {
                return new EncodedMessage(deflated, CONTENT_TYPE, SCHEMA, DEFLATE);
            }
        }
        return new EncodedMessage(out.toByteArray(), CONTENT_TYPE, SCHEMA, null);
    }

    @Override
    public void close() {
        deflater.end();
    }

    private void envelope(StoredRecord record, int count, boolean historical) {
        out.raw("{\"v\":").number(VERSION);
        out.raw(",\"site\":").text(identity.site());
        out.raw(",\"gateway\":").text(identity.id());
        out.raw(",\"stream\":").text(record.stream().text());
        out.raw(",\"epoch\":").text(record.epoch());
        out.raw(",\"seq\":").number(record.sequence());
        out.raw(",\"stored\":").text(record.storedTime().toString());
        out.raw(",\"clock\":").text(record.clock().name().toLowerCase(Locale.ROOT));
        out.raw(",\"historical\":").bool(historical);
        out.raw(",\"n\":").number(count);
    }

    private void points() {
        out.raw(",\"points\":[");
        List<Point> points = table.points();
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            comma(i);
            out.raw("{\"source\":").text(point.source());
            out.raw(",\"name\":").text(point.name());
            out.raw(",\"type\":").text(point.type().name().toLowerCase(Locale.ROOT));
            out.raw(",\"unit\":").text(point.unit()).raw('}');
        }
        out.raw(']');
    }

    private void rows(List<Measurement> measurements, Instant base) {
        int count = measurements.size();
        out.raw(",\"base\":").text(base.toString()).raw(",\"rows\":{\"point\":[");
        for (int i = 0; i < count; i++) {
            comma(i);
            out.number(table.row(i));
        }
        out.raw("],\"time\":[");
        for (int i = 0; i < count; i++) {
            comma(i);
            out.number(Ticks.between(base, measurements.get(i).sourceTime()));
        }
        out.raw("],\"received\":[");
        for (int i = 0; i < count; i++) {
            comma(i);
            out.number(Ticks.between(base, measurements.get(i).receivedTime()));
        }
        out.raw("],\"quality\":[");
        for (int i = 0; i < count; i++) {
            comma(i);
            out.number(measurements.get(i).quality().opcUaStatus() & 0xFFFF_FFFFL);
        }
        out.raw("],\"value\":[");
        for (int i = 0; i < count; i++) {
            comma(i);
            value(measurements.get(i).value());
        }
        out.raw("]}");
    }

    private void value(Value value) {
        if (value instanceof Value.Real real) {
            real(real.value());
        } else if (value instanceof Value.Int whole) {
            out.number(whole.value());
        } else if (value instanceof Value.Bool bool) {
            out.bool(bool.value());
        } else if (value instanceof Value.Text text) {
            out.text(text.value());
        } else if (value instanceof Value.Bytes bytes) {
            out.raw("{\"bytes\":\"")
                    .raw(Base64.getEncoder().encodeToString(bytes.value()))
                    .raw("\"}");
        } else if (value instanceof Value.Series series) {
            series(series);
        } else if (value instanceof Value.Record record) {
            out.raw("{\"record\":");
            fields(record);
            out.raw('}');
        } else {
            out.raw("null");
        }
    }

    private void real(double value) {
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
