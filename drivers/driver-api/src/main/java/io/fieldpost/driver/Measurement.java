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
 */
public record Measurement(Point point, Value value, Quality quality, Instant sourceTime, Instant receivedTime) {
    public Measurement {
        Objects.requireNonNull(point, "point");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(sourceTime, "sourceTime");
        Objects.requireNonNull(receivedTime, "receivedTime");
        if (quality.severity() == Quality.Severity.BAD && !(value instanceof Value.Absent)) {
            throw new IllegalArgumentException("a measurement of quality " + quality + " carries no value: " + point);
        }
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
