package io.fieldpost.radio.node;

import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.radio.broadcast.RdsReading;
import io.fieldpost.radio.broadcast.StationReading;
import io.fieldpost.radio.classify.Classification;
import io.fieldpost.radio.gain.Overload;
import io.fieldpost.radio.measure.SignalMeasure;
import java.util.Locale;

/** What looks at channels found, as records in the data stream: {@code MISSION/98.1MHz}. */
final class ChannelOutput {
    private final String mission;
    private final Outlet outlet;

    ChannelOutput(String mission, Outlet outlet) {
        this.mission = mission;
        this.outlet = outlet;
    }

    void put(ChannelReport report) {
        boolean overloaded = Overload.of(report.clipping()) == Overload.OVERLOADED;
        outlet.record(
                mission + "/" + Hertz.text(report.frequencyHz()),
                fields(report, ""),
                overloaded ? Quality.UNCERTAIN_SENSOR_NOT_ACCURATE : Quality.GOOD,
                report.time());
        outlet.put(
                mission + "/" + Hertz.text(report.frequencyHz()) + "/apd",
                ValueType.SERIES,
                "1",
                report.statistics().distribution(),
                overloaded ? Quality.UNCERTAIN_SENSOR_NOT_ACCURATE : Quality.GOOD,
                report.time());
    }

    /**
     * The fields of a report; what was not found is left out.
     *
     * @param emission what was looked at; empty for a channel
     */
    static Value.Record fields(ChannelReport report, String emission) {
        Fields fields = new Fields()
                .text("emission", emission)
                .hertz("frequency_hz", report.frequencyHz())
                .flag("present", report.signal() != null)
                .real("seconds", Math.rint(report.seconds() * 1000) / 1000)
                .decibels("noise", report.noiseDb())
                .real("spectral_kurtosis", Math.rint(report.statistics().spectralKurtosis() * 100) / 100)
                .decibels("moments_snr_db", report.statistics().momentsSnrDb())
                .real("clipped_fraction", report.clipping().fraction());
        if (report.signal() != null) {
            signal(fields, report.signal());
        }
        if (report.classification() != null) {
            modulation(fields, report, report.classification());
        }
        if (report.station() != null) {
            station(fields, report.station());
        }
        return fields.record();
    }

    /** Adds what a spectrum says of a signal. */
    static void signal(Fields fields, SignalMeasure signal) {
        fields.text("level_unit", signal.unit().code())
                .decibels("level", signal.levelDb())
                .hertz("center_hz", signal.centerHz())
                .hertz("offset_hz", signal.offsetHz())
                .hertz("occupied_bandwidth_hz", signal.occupiedHz())
                .hertz("x26_bandwidth_hz", signal.width26Hz())
                .hertz("x6_bandwidth_hz", signal.width6Hz())
                .decibels("snr_db", signal.snrDb());
    }

    private static void modulation(Fields fields, ChannelReport report, Classification classification) {
        fields.text("class", classification.modulation().name().toLowerCase(Locale.ROOT))
                .real("class_confidence", Math.rint(classification.confidence() * 100) / 100)
                .hertz("symbol_rate_hz", classification.symbolRateHz())
                .real("am_depth", Math.rint(report.amDepth() * 1000) / 1000)
                .hertz("fm_deviation_hz", report.fmDeviationHz());
    }

    private static void station(Fields fields, StationReading station) {
        RdsReading rds = station.rds();
        fields.hertz("pilot_deviation_hz", station.pilot().deviationHz())
                .text("pi", rds.identificationText())
                .text("ps", rds.programmeService())
                .text("radio_text", rds.radioText());
        if (rds.blocks().total() > 0) {
            fields.real("rds_block_errors", Math.rint(rds.blocks().errorRate() * 1000) / 1000);
        }
    }
}
