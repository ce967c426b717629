package io.fieldpost.driver.json;

import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.util.Optional;

/**
 * What a point comes to in one reading.
 *
 * @param remark a lower-case fact with what to do; empty where there is nothing to say
 */
public record Outcome(Value value, Quality quality, String remark) {
    /** Without anything to say. */
    public static Outcome good(Value value) {
        return new Outcome(value, Quality.GOOD, "");
    }

    /** Without a value. */
    public static Outcome bad(Quality quality, String remark) {
        return new Outcome(new Value.Absent(), quality, remark);
    }

    /** What was found, read as the address says. */
    public static Outcome of(Found found, JsonPointer pointer, ReadAs readAs) {
        if (found instanceof Found.Nothing) {
            return bad(Quality.BAD_SENSOR_FAILURE, "");
        } else if (found instanceof Found.Unusable unusable) {
            return bad(
                    unusable.cause() == Found.Cause.MISSING ? Quality.BAD_ADDRESS_UNKNOWN : Quality.BAD_CONFIGURATION,
                    unusable.told());
        }
        Scalar scalar = ((Found.Plain) found).scalar();
        Optional<Value> value = readAs.of(scalar);
        return value.map(Outcome::good)
                .orElseGet(() -> bad(
                        readAs == ReadAs.PLAIN ? Quality.BAD_SENSOR_FAILURE : Quality.BAD_CONFIGURATION,
                        unfit(scalar, pointer, readAs)));
    }

    private static String unfit(Scalar scalar, JsonPointer pointer, ReadAs readAs) {
        String shown =
                scalar.text().length() <= 40 ? scalar.text() : scalar.text().substring(0, 40) + "…";
        return switch (readAs) {
            case INT -> "'" + shown + "' at " + pointer + " is no whole number of 64 bits";
            case BOOL -> "'" + shown + "' at " + pointer + " is none of true, false, on, off, 1 and 0";
            default -> "'" + shown + "' at " + pointer + " is no number, or one beyond all measures";
        };
    }
}
