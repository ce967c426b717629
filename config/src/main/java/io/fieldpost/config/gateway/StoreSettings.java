package io.fieldpost.config.gateway;

import io.fieldpost.config.ByteSize;
import io.fieldpost.config.Setting;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
        Duration commitInterval,

        @Setting(
                value = "The same for alarms alone; without it, what holds for everything.",
                min = "0s",
                max = "1h",
                example = "0s")
        @Nullable
        Duration alarmCommitInterval,

        @Setting(
                value =
                        "How much of its file system the store leaves free. Below that it is full: it no longer grows, and drops its oldest to take what is new. 0B switches this off.",
                byDefault = "64MiB",
                min = "0B")
        ByteSize freeFloor,

        @Setting(
                value =
                        "When the budget is full, first thin out the oldest bulk data, then plain values, to every n-th record, before any are dropped whole. 0 drops at once. Alarms are never thinned out.",
                byDefault = "0",
                min = "0",
                max = "1000")
        int thinOut) {
    public StoreSettings {
        if (thinOut == 1) {
            throw new IllegalArgumentException(
                    "thin_out: every 1st record is all of them; write 0 to drop at once, or 2 or more");
        }
    }

    /** How much of the alarms may be lost in a power cut. */
    public Duration alarmCommit() {
        return alarmCommitInterval == null ? commitInterval : alarmCommitInterval;
    }
}
