package io.fieldpost.radio.node;

import io.fieldpost.driver.Quality;
import io.fieldpost.radio.calibration.Calibrated;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;

/**
 * What a receiver that measures by itself found in watched channels, as records in the data stream: {@code MISSION/98.1MHz}, with the fields of
 * {@link ChannelOutput} as far as they come of spectra.
 */
final class WatchOutput {
    private final String mission;
    private final PanoramaParts parts;
    private final LevelScale scale;

    WatchOutput(String mission, PanoramaParts parts, LevelScale scale) {
        this.mission = mission;
        this.parts = parts;
        this.scale = scale;
    }

    void put(WatchedChannel channel) {
        Calibrated calibrated = scale.of(channel.spectrum());
        SpectrumRow row = calibrated.row();
        ChannelSpectrum found = ChannelSpectrum.of(row, channel.frequencyHz(), channel.bandwidthHz());
        Fields fields = new Fields()
                .hertz("frequency_hz", channel.frequencyHz())
                .flag("present", found.signal() != null)
                .real("seconds", Math.rint(channel.seconds() * 1000) / 1000)
                .whole("spectra", channel.spectra())
                .text("level_unit", row.unit().code())
                .decibels("noise", found.noiseDb())
                .decibels("cw_level", level(channel, row))
                .whole("cw_bandwidth_hz", channel.filterHz());
        if (found.signal() != null) {
            ChannelOutput.signal(fields, found.signal());
        }
        fields = parts.instrument()
                .conditions()
                .apply(fields)
                .text("not_calibrated", calibrated.reason())
                .text("suspect", row.suspect());
        parts.outlet()
                .record(
                        mission + "/" + Hertz.text(channel.frequencyHz()),
                        fields.record(),
                        row.suspect().isEmpty() ? Quality.GOOD : Quality.UNCERTAIN_SENSOR_NOT_ACCURATE,
                        row.time());
    }

    /** The level at the frequency in the unit of the spectrum; not-a-number when it can't be put into it. */
    private double level(WatchedChannel channel, SpectrumRow spectrum) {
        double level = channel.levelDbuv();
        if (spectrum.unit() == LevelUnit.DBUV) {
            return level;
        }
        SpectrumRow cell = new SpectrumRow(
                channel.frequencyHz(),
                channel.filterHz(),
                new float[] {(float) level},
                LevelUnit.DBUV,
                1,
                spectrum.time(),
                "");
        SpectrumRow converted = scale.of(cell).row();
        return converted.unit() == spectrum.unit() ? converted.levelDb()[0] : Double.NaN;
    }
}
