package io.fieldpost.agent.shaping;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** Brings one point's values to its unit, and holds them within what is believed. */
final class Levels {
    private final @Nullable Scaling scaling;
    private final @Nullable Clamp clamp;
    private boolean toldOfKind;

    Levels(@Nullable Scaling scaling, @Nullable Clamp clamp) {
        this.scaling = scaling;
        this.clamp = clamp;
    }

    /**
     * The measurement in the point's unit: the same object where nothing is to be done. One of a kind that can't be scaled is bad, with
     * {@link Quality#BAD_CONFIGURATION}; one beyond the limits is uncertain, with {@link Quality#UNCERTAIN_UNITS_EXCEEDED} where it was good.
     */
    Measurement of(Measurement measurement) {
        Value value = measurement.value();
        Value scaled = scaling == null ? value : scaling.of(value);
        if (scaled == null) {
            return unscalable(measurement);
        }
        Value held = clamp == null ? scaled : clamp.of(scaled);
        if (held == value) {
            return measurement;
        }
        boolean doubted = held != scaled && measurement.quality().severity() == Quality.Severity.GOOD;
        Quality quality = doubted ? Quality.UNCERTAIN_UNITS_EXCEEDED : measurement.quality();
        int status = doubted ? quality.opcUaStatus() : measurement.statusCode();
        return with(measurement, held, quality, status);
    }

    private Measurement unscalable(Measurement measurement) {
        if (!toldOfKind) {
            toldOfKind = true;
            Logger.warn(
                    "point {}/{}: its values are {}, which can't be scaled; remove 'scale' and 'offset'",
                    measurement.point().source(),
                    measurement.point().name(),
                    measurement.value().getClass().getSimpleName());
        }
        Quality quality = Quality.BAD_CONFIGURATION;
        return with(measurement, new Value.Absent(), quality, quality.opcUaStatus());
    }

    private static Measurement with(Measurement old, Value value, Quality quality, int status) {
        return new Measurement(
                old.point(), value, quality, old.sourceTime(), old.receivedTime(), status, old.historical());
    }
}
