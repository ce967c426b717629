package ${package};

import io.fieldpost.config.Setting;
import java.time.Duration;

/** What stands behind {@code settings:} of a source. */
@Setting("A device that answers lines of text over TCP.")
public record DeviceSettings(
        @Setting(value = "Name or address of the device.", example = "192.168.1.30")
        String host,

        @Setting(value = "TCP port of the device.", byDefault = "4001", min = "1", max = "65535")
        int port,

        @Setting(value = "How long connecting, and each answer, may take.", byDefault = "2s", min = "100ms", max = "1min")
        Duration timeout) {}
