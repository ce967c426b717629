package io.fieldpost.agent.publish;

import io.fieldpost.agent.record.BatchColumns;
import io.fieldpost.agent.store.StoredRecord;
import io.fieldpost.config.gateway.Identity;
import java.time.Instant;
import java.util.Locale;

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
    private final JsonPoints points = new JsonPoints(out);
    private final JsonRows rows = new JsonRows(out);
    private final PartDeflater deflater = new PartDeflater();

    public JsonProfile(Identity identity) {
        this(identity, DEFLATE_FROM);
    }

    /** @param deflateFrom payloads of at least this many bytes are compressed */
    public JsonProfile(Identity identity, int deflateFrom) {
        this.identity = identity;
        this.deflateFrom = deflateFrom;
    }

    @Override
    public EncodedMessage encode(StoredRecord record, BatchColumns batch, boolean historical) {
        out.reset();
        envelope(record, batch.count(), historical);
        out.raw(",\"points\":");
        int pointsBegin = out.length();
        points.write(batch);
        int pointsEnd = out.length();
        Instant base = Ticks.cut(first(record, batch));
        out.raw(",\"base\":").text(base.toString()).raw(",\"rows\":");
        int rowsBegin = out.length();
        int columnEnd = rows.write(batch, base);
        out.raw('}');
        if (out.length() >= deflateFrom) {
            // A machine's values come for the same points in the same order, mostly.
            byte[] deflated = out.deflated(deflater, pointsBegin, pointsEnd, rowsBegin, columnEnd);
            if (deflated.length > 0) {
                return new EncodedMessage(deflated, CONTENT_TYPE, SCHEMA, DEFLATE);
            }
        }
        return new EncodedMessage(out.toByteArray(), CONTENT_TYPE, SCHEMA, null);
    }

    /** Source time of the first row. */
    private static Instant first(StoredRecord record, BatchColumns batch) {
        return batch.count() == 0
                ? record.storedTime()
                : Instant.ofEpochSecond(batch.sourceSecond(0), batch.sourceNanos(0));
    }

    @Override
    public void close() {
        deflater.close();
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
}
