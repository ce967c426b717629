package io.fieldpost.agent.publish;

import io.fieldpost.agent.store.StoredRecord;
import io.fieldpost.config.gateway.Identity;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
    private final JsonValues values = new JsonValues(out);
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
            out.number(measurements.get(i).statusCode() & 0xFFFF_FFFFL);
        }
        historical(measurements);
        out.raw("],\"value\":[");
        for (int i = 0; i < count; i++) {
            comma(i);
            values.value(measurements.get(i).value());
        }
        out.raw("]}");
    }

    /** A column that is there only when a row needs it. */
    private void historical(List<Measurement> measurements) {
        int count = measurements.size();
        int first = 0;
        while (first < count && !measurements.get(first).historical()) {
            first++;
        }
        if (first == count) {
            return;
        }
        out.raw("],\"historical\":[");
        for (int i = 0; i < count; i++) {
            comma(i);
            out.bool(measurements.get(i).historical());
        }
    }

    private void comma(int i) {
        if (i > 0) {
            out.raw(',');
        }
    }
}
