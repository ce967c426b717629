package io.fieldpost.config.gateway;

import io.fieldpost.config.Setting;
import java.time.Duration;
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

        @Setting(
                value = "Unit of the value, a UCUM code; behind 'scale', where there is one.",
                byDefault = "1",
                example = "Cel")
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
        List<Double> range,

        @Setting(
                value =
                        "What the device's number is multiplied by to be in the point's unit. Arrays and series are scaled element by element.",
                example = "0.1")
        @Nullable
        Double scale,

        @Setting(value = "What is added to the number behind 'scale'.", example = "-273.15") @Nullable
        Double offset,

        @Setting(
                "The least and the greatest number that is believed, in the point's unit, such as [0, 500]. One beyond is kept as the limit, of quality uncertain.")
        List<Double> clamp,

        @Setting(
                value =
                        "A value that does not change, or not by more than 'deadband', is kept again after this time alone, so that the centre knows it lives.",
                min = "1s",
                max = "1d",
                example = "60s")
        @Nullable
        Duration heartbeat,

        @Setting(
                value = "At most one value in this time is kept: the last one, at its end. The others are counted.",
                min = "100ms",
                max = "1d",
                example = "1s")
        @Nullable
        Duration atMostEvery) {
    public PointSettings {
        Reporting.check(heartbeat, atMostEvery);
        if (!range.isEmpty() && (range.size() != 2 || !(range.get(0) < range.get(1)))) {
            throw new IllegalArgumentException(
                    "range: it is not two numbers, the smaller first; write it like [0, 250]");
        }
        if (!clamp.isEmpty() && (clamp.size() != 2 || !(clamp.get(0) < clamp.get(1)))) {
            throw new IllegalArgumentException(
                    "clamp: it is not two numbers, the smaller first; write it like [0, 500]");
        }
        if (scale != null && scale == 0) {
            throw new IllegalArgumentException("scale: zero makes every number the same; write it like 0.1");
        }
    }

    /** A point whose values are kept as the device tells them. */
    public PointSettings(String name, String address, String unit, @Nullable Double deadband, List<Double> range) {
        this(name, address, unit, deadband, range, null, null, List.of(), null, null);
    }

    /** Whether its numbers are not those that the device tells. */
    public boolean isScaled() {
        return scale != null || offset != null;
    }
}
