package io.fieldpost.agent.shaping;

import io.fieldpost.driver.Value;
import java.time.Instant;

/**
 * A count of a counter whose rate is told.
 *
 * @param rate name of the derived point
 * @param of what it is a count of: another counter or scale makes it worthless
 * @param value an {@link Value.Int} or {@link Value.Real}
 * @param time when it stood there, by the source's time
 */
record Count(String rate, String of, Value value, Instant time) {
    /** The count as a number. */
    double number() {
        return number(value);
    }

    /** A value as a number; not-a-number for what is none. */
    static double number(Value value) {
        if (value instanceof Value.Int count) {
            return count.value();
        }
        return value instanceof Value.Real real ? real.value() : Double.NaN;
    }

    /** How much it has risen until another value; negative when that is lower. Exact for whole numbers less than 2^53 apart. */
    double riseTo(Value later) {
        if (value instanceof Value.Int before && later instanceof Value.Int now) {
            long rise = now.value() - before.value();
            boolean overflowed = ((now.value() ^ before.value()) & (now.value() ^ rise)) < 0;
            if (!overflowed) {
                return rise;
            }
        }
        return number(later) - number();
    }
}
