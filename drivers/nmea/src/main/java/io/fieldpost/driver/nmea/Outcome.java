package io.fieldpost.driver.nmea;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a point comes to by one report.
 *
 * @param remark a lower-case fact with what to do; empty where there is nothing to say
 * @param time the receiver's; null where it told none
 */
record Outcome(
        Value value,
        Quality quality,
        String remark,
        @Nullable Instant time) {
    static Outcome good(Value value) {
        return new Outcome(value, Quality.GOOD, "", null);
    }

    static Outcome bad(Quality quality, String remark) {
        return new Outcome(new Value.Absent(), quality, remark, null);
    }

    Measurement of(Point point, Instant arrived) {
        return new Measurement(point, value, quality, time == null ? arrived : time, arrived);
    }
}
