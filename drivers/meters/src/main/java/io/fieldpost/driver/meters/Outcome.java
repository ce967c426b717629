package io.fieldpost.driver.meters;

import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an item's field comes to.
 *
 * @param value absent if the quality is bad
 * @param at when it was read
 * @param decimal the number in it; null when there is none to believe
 */
record Outcome(Value value, Quality quality, Instant at, Reading.@Nullable Decimal decimal) {
    static Outcome bad(Quality quality, Instant at) {
        return new Outcome(new Value.Absent(), quality, at, null);
    }

    static Outcome of(Reading.Decimal decimal, Quality quality, Instant at) {
        return new Outcome(decimal.value(), quality, at, decimal);
    }

    /** The same, and not to be relied upon. */
    Outcome uncertain() {
        return new Outcome(value, Quality.UNCERTAIN, at, decimal);
    }

    boolean isUncertain() {
        return quality.severity() == Quality.Severity.UNCERTAIN;
    }
}
