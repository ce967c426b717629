package io.fieldpost.radio.node;

import io.fieldpost.config.Frequency;
import io.fieldpost.config.FrequencyRange;
import io.fieldpost.radio.mission.Activity;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.spectrum.SpectrumRow;
import io.fieldpost.radio.spectrum.SweepPlan;
import io.fieldpost.radio.spectrum.Trace;
import java.util.OptionalLong;

/** Makes of each mission what it does with the receiver. */
final class MissionActivities {
    private final NodeParts parts;
    private final LevelScale scale;
    private final Bands bands;

    /** What is to watch a band whose emissions are to be found. */
    interface Bands {
        /** What takes the rows of a mission that detects. */
        BandMonitor monitor(Mission mission, SweepPlan plan);

        /** The receiver is about to be tuned for a scan of this mission. */
        void beginning(String mission);

        /** Told of every trace of every scan. */
        void scanned(Trace trace);
    }

    MissionActivities(NodeParts parts, LevelScale scale, Bands bands) {
        this.parts = parts;
        this.scale = scale;
        this.bands = bands;
    }

    /**
     * The activity of a mission.
     *
     * @throws IllegalArgumentException when this receiver can't carry it out
     */
    Activity<SampleBlock> of(Mission mission) {
        FrequencyRange band = mission.band();
        if (band != null) {
            return mission.occupancy() == null ? scan(mission, band) : occupancy(mission, band);
        }
        return mission.record() == null ? watch(mission) : recording(mission, mission.record());
    }

    private Activity<SampleBlock> scan(Mission mission, FrequencyRange band) {
        SweepPlan plan = plan(mission, band);
        TraceOutput output = new TraceOutput(mission.name(), parts.surroundings(), parts.port(), parts.outlet());
        BandMonitor monitor = mission.detect() ? bands.monitor(mission, plan) : null;
        ScanMission work = new ScanMission(
                mission.name(),
                output,
                parts.port()::dropped,
                mission.noise().tracker(),
                scale,
                parts.clock(),
                monitor,
                bands);
        return new ScanActivity(plan, parts.port(), work);
    }

    private Activity<SampleBlock> occupancy(Mission mission, FrequencyRange band) {
        OccupancyMission work = new OccupancyMission(mission, band, parts.outlet());
        HeldRows rows = new HeldRows(parts.port()::dropped, parts.port().lossNoticeNanos(), work::step);
        return new ScanActivity(plan(mission, band), parts.port(), new ScanActivity.Traces() {
            @Override
            public void accept(Trace trace, long nowNanos) {
                SpectrumRow row = ScanMission.row(trace, parts.clock().instant());
                rows.add(scale.of(row).row(), nowNanos);
                bands.scanned(trace);
            }

            @Override
            public void beginning() {
                bands.beginning(mission.name());
            }

            @Override
            public void end() {
                rows.end();
                work.end();
            }
        });
    }

    private SweepPlan plan(Mission mission, FrequencyRange band) {
        SweepPlan plan =
                mission.plan(band, parts.port().sampleRateHz(), parts.port().settleSamples());
        OptionalLong fixed = parts.port().fixedCenterHz();
        return fixed.isPresent() ? plan.around(fixed.getAsLong()) : plan;
    }

    private Activity<SampleBlock> watch(Mission mission) {
        ChannelOutput output = new ChannelOutput(mission.name(), parts.outlet());
        Dwell dwell = new Dwell(mission.bandwidth().hertz(), mission.dwell(), mission.dwell());
        return new ChannelLook(
                parts.port(),
                mission.watch().stream().map(Frequency::hertz).toList(),
                dwell,
                scale,
                parts.clock(),
                output::put);
    }

    private Activity<SampleBlock> recording(Mission mission, Frequency center) {
        long samples = Math.max(
                1, (long) (mission.length().toNanos() / 1e9 * parts.port().sampleRateHz()));
        parts.recordings().reserve(samples * parts.description().bytesPerSample());
        RecordingOutput output = new RecordingOutput(
                mission.name(),
                () -> Recordings.name(mission.name(), parts.clock().instant()),
                "mission " + mission.name(),
                parts.recordings(),
                parts.description(),
                parts.outlet());
        return new RecordActivity(parts.port(), center.hertz(), samples, output, parts.clock());
    }
}
