package io.fieldpost.config.gateway;

import io.fieldpost.config.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One point that may be written, and with what. */
@Setting(
        "One point that may be written, and with what. Without 'min' and 'max', 'one_of' or 'max_length', only true and false.")
public record WritablePoint(
        @Setting(value = "Name of the point, as it stands in 'points'.", example = "barrel_setpoint")
        String point,

        @Setting(value = "The smallest number that may be written; 'max' belongs to it.", example = "0") @Nullable
        Double min,

        @Setting(value = "The largest number that may be written; 'min' belongs to it.", example = "250") @Nullable
        Double max,

        @Setting(
                value = "The only values that may be written, in place of a range of numbers: texts or numbers.",
                example = "auto")
        List<String> oneOf,

        @Setting(value = "Allow any text of so many characters at most.", min = "1", max = "4096", example = "40")
        @Nullable
        Integer maxLength)
        implements AllowedValues {
    public WritablePoint {
        AllowedValues.check(min, max, oneOf, maxLength);
    }
}
