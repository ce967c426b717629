package io.fieldpost.driver;

import java.time.Instant;
import java.util.Objects;

/**
 * One value with its circumstances. A bad quality carries no value, so an old value can't be dressed as new.
 *
 * @param point what was measured
 * @param value the value; {@link Value.Absent} if and only if the quality is bad or the source itself had none
 * @param quality how far it can be trusted
 * @param sourceTime when the source says it was so; equal to {@code receivedTime} where the source tells no time
 * @param receivedTime when it reached this gateway, by the gateway's clock
 * @param statusCode the source's own word for the quality, an OPC UA StatusCode (Part 4, 7.39) with all its 32 bits; its severity is that
 *     of {@code quality}
 * @param historical whether the source had kept it, and gave it later than it usually would: to fill the gap of an interruption
 */
public record Measurement(
        Point point,
        Value value,
        Quality quality,
        Instant sourceTime,
        Instant receivedTime,
        int statusCode,
        boolean historical) {
    public Measurement {
        Objects.requireNonNull(point, "point");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(sourceTime, "sourceTime");
        Objects.requireNonNull(receivedTime, "receivedTime");
        if (quality.severity() == Quality.Severity.BAD && !(value instanceof Value.Absent)) {
            throw new IllegalArgumentException("a measurement of quality " + quality + " carries no value: " + point);
        }
        if (Quality.Severity.ofOpcUaStatus(statusCode) != quality.severity()) {
            throw new IllegalArgumentException("quality " + quality + " and status code "
                    + Integer.toHexString(statusCode) + " contradict each other: " + point);
        }
    }

    /** A value that came when it was due, from a source that tells no more of its quality than the constant. */
    public Measurement(Point point, Value value, Quality quality, Instant sourceTime, Instant receivedTime) {
        this(point, value, quality, sourceTime, receivedTime, quality.opcUaStatus(), false);
    }

    /** A good value whose source tells no time of its own. */
    public static Measurement good(Point point, Value value, Instant now) {
        return new Measurement(point, value, Quality.GOOD, now, now);
    }

    /**
     * A bad quality, without a value.
     *
     * @param quality one of severity bad
     */
    public static Measurement bad(Point point, Quality quality, Instant now) {
        return new Measurement(point, new Value.Absent(), quality, now, now);
    }
}
