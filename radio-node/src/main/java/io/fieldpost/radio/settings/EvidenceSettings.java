package io.fieldpost.radio.settings;

import io.fieldpost.config.ByteSize;
import io.fieldpost.config.Setting;
import java.time.Duration;

/** What is kept as evidence of an alarm. */
@Setting(
        "What is kept as evidence of an alarm: samples before and during it, as a SigMF recording, and what is heard, as a WAV file.")
public record EvidenceSettings(
        @Setting(
                value = "How long is recorded when an alarm is raised; 0s records nothing.",
                byDefault = "5s",
                min = "0s",
                max = "10min")
        Duration after,

        @Setting(
                value =
                        "Memory for samples from before an alarm, of which those around its frequency are kept; 0MiB keeps none. At 2.4"
                                + " MHz, 4.8 MB is one second.",
                byDefault = "8MiB",
                max = "512MiB")
        ByteSize before,

        @Setting(
                value = "Space for recordings in the source's own directory; the oldest makes room.",
                byDefault = "256MiB",
                min = "1MiB",
                max = "1TiB")
        ByteSize budget,

        @Setting(
                value = "Recordings an hour at most, so that a busy band does not fill the uplink.",
                byDefault = "12",
                min = "0",
                max = "3600")
        int perHour) {}
