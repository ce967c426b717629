package io.fieldpost.radio.node;

import io.fieldpost.config.FrequencyRange;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.measure.NoiseTracker;
import io.fieldpost.radio.occupancy.ChannelOccupancy;
import io.fieldpost.radio.occupancy.ChannelPlan;
import io.fieldpost.radio.occupancy.Confidence;
import io.fieldpost.radio.occupancy.OccupancyMeter;
import io.fieldpost.radio.occupancy.OccupancyReport;
import io.fieldpost.radio.occupancy.Rollup;
import io.fieldpost.radio.occupancy.ThresholdRule;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the occupancy of the channels of a band, and reports it for each quarter of an hour, and, from the same counts, for each hour: as
 * a record {@code MISSION/occupancy} in the data stream.
 */
final class OccupancyMission {
    private final String point;
    private final OccupancyMeter meter;
    private final Rollup hours = new Rollup(Duration.ofHours(1));
    private final NoiseTracker noise;
    private final Outlet outlet;

    OccupancyMission(Mission mission, FrequencyRange band, Outlet outlet) {
        point = mission.name() + "/occupancy";
        this.outlet = outlet;
        noise = mission.noise().tracker();
        long width = mission.channel().hertz();
        long first = -Math.floorDiv(-band.start().hertz(), width) * width;
        ChannelPlan plan = ChannelPlan.raster(first, band.stop().hertz(), width);
        meter = new OccupancyMeter(
                plan, ThresholdRule.AboveNoise.spread(mission.threshold(), width, mission.resolutionHz()));
    }

    /** Takes one look at the band. */
    void step(SpectrumRow row) {
        meter.step(row, noise.step(row)).ifPresent(this::report);
    }

    /** Reports what there is of the quarter that is running. */
    void end() {
        meter.finish().ifPresent(this::report);
        hours.soFar().ifPresent(this::put);
    }

    private void report(OccupancyReport quarter) {
        put(quarter);
        hours.add(quarter).ifPresent(this::put);
    }

    private void put(OccupancyReport report) {
        List<Value> channels = new ArrayList<>();
        for (ChannelOccupancy channel : report.channels()) {
            channels.add(channel(channel));
        }
        Value.Record fields = new Fields()
                .time("start", report.start())
                .whole("seconds", report.length().toSeconds())
                .real("band_occupancy", rounded(report.bandShare()))
                .real("resource_occupancy", rounded(report.resourceShare()))
                .whole("excluded_rows", report.excludedRows())
                .value("channels", new Value.Array(channels))
                .record();
        outlet.record(point, fields, Quality.GOOD, report.start().plus(report.length()));
    }

    private static Value.Record channel(ChannelOccupancy channel) {
        Confidence.Interval interval = channel.interval(Confidence.PERCENT_95);
        return new Fields()
                .hertz("center_hz", channel.channel().centerHz())
                .hertz("width_hz", channel.channel().widthHz())
                .real("occupancy", rounded(channel.share()))
                .real("low", rounded(interval.low()))
                .real("high", rounded(interval.high()))
                .whole("looks", channel.counts().looks())
                .whole("excluded", channel.counts().suspect())
                .real("revisit_s", rounded(channel.revisitSeconds()))
                .record();
    }

    /** To a ten-thousandth, which 10,000 looks can tell. */
    private static double rounded(double share) {
        return Math.rint(share * 1e4) / 1e4;
    }
}
