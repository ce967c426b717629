package io.fieldpost.driver.nmea;

import io.fieldpost.config.Setting;
import io.fieldpost.driver.serial.SerialSettings;
import java.time.Duration;

/** Where sentences come from, and what is asked of them. */
@Setting(
        "A satellite receiver, weather station, echo sounder or anything else that speaks NMEA 0183, or a gpsd that has such a receiver.")
public record NmeaSettings(
        @Setting(
                value =
                        "Where sentences come from: a serial port (serial:), a server (tcp:), datagrams that others send to this address of the gateway (udp:), or a gpsd (gpsd:, with one of its receivers behind it where it has several).",
                example = "serial:/dev/ttyUSB0")
        String connection,

        @Setting(
                value = "How the serial port is set; without it 4800 baud, 8 data bits, no parity, 1 stop bit.",
                byDefault = "{}")
        SerialSettings serial,

        @Setting(
                value = "Whether a sentence without a checksum is one. One that is there must be right in any case.",
                byDefault = "required")
        Checksums checksum,

        @Setting(
                value =
                        "How old the last report of a point may be before it is bad, and how long nothing at all may come before the connection is made anew.",
                byDefault = "10s",
                min = "1s",
                max = "1h")
        Duration staleAfter) {
    /** Whether checksums must be there. */
    public enum Checksums {
        REQUIRED,
        OPTIONAL
    }

    public NmeaSettings {
        try {
            NmeaConnection.parse(connection);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("connection: " + e.getMessage(), e);
        }
    }
}
