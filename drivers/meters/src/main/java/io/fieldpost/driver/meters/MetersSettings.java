package io.fieldpost.driver.meters;

import io.fieldpost.config.Setting;
import io.fieldpost.driver.serial.LineAddress;
import io.fieldpost.driver.serial.SerialSettings;
import java.time.Duration;

/** What a line of meters needs to know. */
@Setting(
        "Electricity, water, heat and gas meters on one line, by DL/T 645 and CJ/T 188. Each is addressed by its points.")
public record MetersSettings(
        @Setting(
                value =
                        "Where the line begins: a serial port of the gateway (serial:) or a serial server in its transparent mode (tcp:).",
                example = "serial:/dev/ttyUSB0")
        String connection,

        @Setting(
                value =
                        "How the serial port is set; usual for meters is 2400 baud, 8 data bits, even parity, 1 stop bit.",
                byDefault = "{}")
        SerialSettings serial,

        @Setting(
                value =
                        "How long a meter may take for its whole answer; longer for slow lines and mobile serial servers.",
                byDefault = "1s",
                min = "10ms",
                max = "30s")
        Duration timeout,

        @Setting(
                value =
                        "How often a meter that answered before is asked again at once when an answer is missing or damaged.",
                byDefault = "1",
                min = "0",
                max = "5")
        int retries,

        @Setting(
                value = "How long the line stays quiet between an answer and the next request.",
                byDefault = "30ms",
                min = "0s",
                max = "2s")
        Duration gap,

        @Setting(
                value =
                        "How long a meter that does not answer is left alone at first; doubled each time, up to 5 minutes.",
                byDefault = "10s",
                min = "100ms",
                max = "1h")
        Duration backOff,

        @Setting(
                value = "How late behind a quarter of an hour its reading may be; a later one is of uncertain quality.",
                byDefault = "1min",
                min = "1s",
                max = "15min")
        Duration quarterTolerance,

        @Setting(
                value =
                        "How long an energy register must stay below its last value before its meter counts as replaced.",
                byDefault = "10min",
                min = "1s",
                max = "1d")
        Duration replacementAfter) {
    /** What meters usually have. */
    static final int USUAL_BAUD_RATE = 2400;

    public MetersSettings {
        try {
            LineAddress.parse(connection);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("connection: " + e.getMessage(), e);
        }
    }

    LineAddress line() {
        return LineAddress.parse(connection);
    }
}
