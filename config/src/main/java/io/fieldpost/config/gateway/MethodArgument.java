package io.fieldpost.config.gateway;

import io.fieldpost.config.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One argument of a method, and what it may be. */
@Setting(
        "One argument of a method, and what it may be. Without 'min' and 'max', 'one_of' or 'max_length', only true and false.")
public record MethodArgument(
        @Setting(
                value = "Name of this argument, unique in its method; for people, the order is what counts.",
                pattern = "[A-Za-z0-9_./-]{1,64}",
                example = "count")
        String name,

        @Setting(value = "The smallest number that may be given; 'max' belongs to it.", example = "0") @Nullable
        Double min,

        @Setting(value = "The largest number that may be given; 'min' belongs to it.", example = "250") @Nullable
        Double max,

        @Setting(
                value = "The only values that may be given, in place of a range of numbers: texts or numbers.",
                example = "auto")
        List<String> oneOf,

        @Setting(value = "Allow any text of so many characters at most.", min = "1", max = "4096", example = "40")
        @Nullable
        Integer maxLength)
        implements AllowedValues {
    public MethodArgument {
        AllowedValues.check(min, max, oneOf, maxLength);
    }
}
