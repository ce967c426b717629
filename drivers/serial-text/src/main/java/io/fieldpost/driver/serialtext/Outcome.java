package io.fieldpost.driver.serialtext;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Instant;

/**
 * What a point comes to by one line.
 *
 * @param remark a lower-case fact with what to do; empty where there is nothing to say
 */
record Outcome(Value value, Quality quality, String remark) {
    static Outcome bad(Quality quality, String remark) {
        return new Outcome(new Value.Absent(), quality, remark);
    }

    Measurement of(Point point, Instant now) {
        return new Measurement(point, value, quality, now, now);
    }
}
