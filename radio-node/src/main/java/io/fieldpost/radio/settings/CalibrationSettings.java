package io.fieldpost.radio.settings;

import io.fieldpost.config.Setting;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What turns levels below full scale into levels at the antenna. */
@Setting(
        "What turns levels below full scale into dBm and field strength; without a table, nothing is calibrated, and every trace says so.")
public record CalibrationSettings(
        @Setting(
                value =
                        "Table of the receiver, a CSV file with the columns gain_db, frequency_hz, offset_db and, where known,"
                                + " temperature_c and uncertainty_db: dBm = dBFS + offset.",
                example = "/etc/fieldpost/receiver-17.csv")
        @Nullable
        Path table,

        @Setting(
                value =
                        "Antenna factor, a CSV file with the columns frequency_hz and antenna_factor_db_per_m: levels become field strengths.",
                example = "/etc/fieldpost/antenna.csv")
        @Nullable
        Path antenna,

        @Setting(
                value = "Loss of the cable, a CSV file with the columns frequency_hz and loss_db.",
                example = "/etc/fieldpost/cable.csv")
        @Nullable
        Path cable,

        @Setting(value = "Gain of an amplifier at the antenna, in dB.", byDefault = "0", min = "-20", max = "80")
        double preamplifier,

        @Setting(
                value =
                        "A thermometer at the receiver, for a table by temperature: a file with thousandths of a degree Celsius, as drivers of"
                                + " Linux give it (w1, hwmon).",
                example = "/sys/bus/w1/devices/28-0000072f1e4b/temperature")
        @Nullable
        Path thermometer) {
    public CalibrationSettings {
        if (cable != null && antenna == null) {
            throw new IllegalArgumentException("cable: belongs to an antenna");
        }
    }
}
