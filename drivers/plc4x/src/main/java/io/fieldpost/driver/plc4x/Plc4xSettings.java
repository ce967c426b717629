package io.fieldpost.driver.plc4x;

import io.fieldpost.config.Setting;
import java.time.Duration;

/** What the driver needs to know about one controller. */
@Setting("One controller that Apache PLC4X speaks with: Siemens S7, EtherNet/IP, Beckhoff ADS.")
public record Plc4xSettings(
        @Setting(
                value =
                        "Where the controller is, as PLC4X writes it: protocol, host, port, and the protocol's parameters.",
                pattern = ConnectionText.PATTERN,
                example = "s7://10.20.0.21?remote-rack=0&remote-slot=1")
        String connection,

        @Setting(value = "How long a connection may take to stand.", byDefault = "3s", min = "100ms", max = "1min")
        Duration connectTimeout,

        @Setting(
                value =
                        "How long the controller may take to answer a request; setting a session up may take three times as long.",
                byDefault = "2s",
                min = "50ms",
                max = "30s")
        Duration timeout,

        @Setting(
                value = "Addresses that are handed to PLC4X at once, at most; it may part them into several requests.",
                byDefault = "20",
                min = "1",
                max = "500")
        int mostAddressesAtOnce,

        @Setting(value = "Read a value back after it was written, and compare.", byDefault = "true")
        boolean readBack) {
    /** @throws IllegalArgumentException when the connection is none, with a fact for the technician */
    public Plc4xSettings {
        ConnectionText.parse(connection);
    }

    ConnectionText line() {
        return ConnectionText.parse(connection);
    }
}
