package io.fieldpost.radio.settings;

import io.fieldpost.config.Setting;
import org.jspecify.annotations.Nullable;

/** Where the antenna is. */
@Setting(
        "Where the antenna is: fixed, or from a satellite receiver through gpsd, which also tells how good the clock is.")
public record PositionSettings(
        @Setting(value = "Degrees north (WGS 84).", min = "-90", max = "90", example = "29.533") @Nullable
        Double latitude,

        @Setting(value = "Degrees east (WGS 84).", min = "-180", max = "180", example = "106.551") @Nullable
        Double longitude,

        @Setting(value = "Metres above mean sea level.", min = "-500", max = "9000", example = "312") @Nullable
        Double altitude,

        @Setting(value = "A gpsd server, host:port.", pattern = "[^/: ]+:[0-9]{1,5}", example = "127.0.0.1:2947")
        @Nullable
        String gpsd) {
    public PositionSettings {
        if ((latitude == null) != (longitude == null)) {
            throw new IllegalArgumentException((latitude == null ? "latitude" : "longitude")
                    + ": is missing; latitude and longitude belong together");
        }
        if (altitude != null && latitude == null) {
            throw new IllegalArgumentException("altitude: belongs to a latitude and a longitude");
        }
        if (gpsd != null && latitude != null) {
            throw new IllegalArgumentException("gpsd: tells the position itself; remove latitude and longitude");
        }
    }
}
