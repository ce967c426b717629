package io.fieldpost.config.gateway;

import io.fieldpost.config.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One value of a source. */
@Setting("One value of a source.")
public record PointSettings(
        @Setting(
                value = "Name of this value, unique in its source.",
                pattern = "[A-Za-z0-9_./-]{1,128}",
                example = "barrel_temperature")
        String name,

        @Setting(
                value = "Where the driver finds it; each protocol has a syntax of its own.",
                example = "nsu=urn:press:model;s=Barrel.T1")
        String address,

        @Setting(value = "Unit of the value, a UCUM code.", byDefault = "1", example = "Cel")
        String unit,

        @Setting(
                value =
                        "A number that has changed by no more than this since the last one kept, in the point's unit, is not kept.",
                min = "0",
                example = "0.5")
        @Nullable
        Double deadband,

        @Setting(
                "The least and the greatest value that is usual, in the point's unit, such as [0, 250]. It limits nothing: a server shows it to the plant (EURange).")
        List<Double> range) {
    public PointSettings {
        if (!range.isEmpty() && (range.size() != 2 || !(range.get(0) < range.get(1)))) {
            throw new IllegalArgumentException(
                    "range: it is not two numbers, the smaller first; write it like [0, 250]");
        }
    }
}
