package io.fieldpost.config.gateway;

import io.fieldpost.config.ByteSize;
import io.fieldpost.config.Setting;
import java.nio.file.Path;
import java.time.Duration;

/** The buffer on the card. */
@Setting("The buffer on this gateway's own card.")
public record StoreSettings(
        @Setting(value = "Its directory.", byDefault = "/var/lib/fieldpost")
        Path path,

        @Setting(
                value =
                        "How much of the card it may use. When it is full, the oldest bulk data goes first, alarms last, and each loss is reported.",
                byDefault = "2GiB",
                min = "16MiB")
        ByteSize budget,

        @Setting(
                value =
                        "How much may be lost in a power cut. 0s forces every record to the card at once, which wears it.",
                byDefault = "1s",
                min = "0s",
                max = "1h")
        Duration commitInterval) {}
