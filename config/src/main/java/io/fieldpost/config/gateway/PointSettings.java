package io.fieldpost.config.gateway;

import io.fieldpost.config.Setting;
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
        Double deadband) {}
