package io.fieldpost.driver.gpio;

import io.fieldpost.config.Setting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a board's pins need to know. */
@Setting("The board's own pins: inputs, counters, outputs, PWM, I2C and SPI sensors, 1-wire thermometers and LEDs.")
public record GpioSettings(
        @Setting(
                value =
                        "Which way to the lines is taken: gpiod (the kernel's character device), linuxfs (its old files, without pull resistors), or the better that works here.",
                byDefault = "auto")
        ProviderName provider,

        @Setting(
                value =
                        "Label of the chip with the lines, for linuxfs on a board with several that is no Raspberry Pi; as in /sys/class/gpio/gpiochip*/label.",
                example = "9030000.pl061")
        @Nullable
        String chip,

        @Setting(
                value =
                        "How often the counters' values are forced onto the card. A power cut takes the pulses since then at most; the end or a kill of the agent takes none that was read.",
                byDefault = "1min",
                min = "1s",
                max = "1d")
        Duration keepCountersEvery) {
    /** @throws IllegalArgumentException when the settings can't work together, with a fact for the technician */
    public GpioSettings {
        if (chip != null && provider == ProviderName.GPIOD) {
            throw new IllegalArgumentException(
                    "chip: gpiod takes the Raspberry Pi's own pin controller; leave chip out, or write provider: linuxfs");
        }
    }
}
