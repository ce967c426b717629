package io.fieldpost.radio.settings;

import io.fieldpost.config.Frequency;
import io.fieldpost.config.Setting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A noise source at the antenna's cable. */
@Setting(
        "A noise source that the cable feeds (RTL-SDR's bias tee): switched on now and then, it shows that antenna path and receiver work.")
public record NoiseSourceSettings(
        @Setting(
                value = "From one check to the next; without it, there is none.",
                min = "10s",
                max = "30d",
                example = "1h")
        @Nullable
        Duration every,

        @Setting(value = "Where the check listens; choose a quiet place.", byDefault = "100MHz")
        Frequency at,

        @Setting(value = "By how much noise must rise, in dB.", byDefault = "3", min = "0.5", max = "60")
        double leastRise) {}
