package io.fieldpost.opcua.history;

import io.fieldpost.config.Setting;
import java.time.Duration;

/** How gaps are filled from the server's history. */
@Setting("What an interruption kept from the gateway is read from the server's own history, where it keeps one.")
public record HistorySettings(
        @Setting(
                value =
                        "'Auto' fills gaps of points whose history the server offers; 'Required' also asks for the others, and says which have none; 'Off' fills nothing.",
                byDefault = "Auto")
        HistoryUse fill,

        @Setting(
                value = "The longest span of one point that is read back, up to its first value after the gap.",
                byDefault = "24h",
                min = "1min",
                max = "90d")
        Duration longest,

        @Setting(
                value =
                        "How long the server's archive may lag behind. Until then a gap whose end it does not hold yet is asked for again.",
                byDefault = "1min",
                min = "0s",
                max = "1d")
        Duration archiveDelay,

        @Setting(
                value =
                        "How many values one request may ask for. Requests go one at a time, at most ten a second, each when the store has what the one before brought.",
                byDefault = "1000",
                min = "10",
                max = "10000")
        int valuesPerRequest) {}
