package io.fieldpost.radio.node;

import io.fieldpost.radio.mission.MissionScheduler;
import io.fieldpost.radio.mission.MissionState;
import io.fieldpost.radio.mission.Timing;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.settings.NoiseSourceSettings;
import io.fieldpost.radio.spectrum.SweepPlan;
import io.fieldpost.radio.spectrum.Trace;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one receiver is for: missions share it, what they find is handed on, and what is found leads to more. A step function of blocks and
 * time; everything on the one thread that takes blocks.
 */
public final class RadioNode implements Missions, MissionActivities.Bands {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final NodeParts parts;
    private final MissionScheduler<SampleBlock> scheduler = new MissionScheduler<>();
    private final MissionActivities activities;
    private final BandMonitors monitors;
    private final Identification identification;
    private final Evidence evidence;
    private final ProductTest products;
    private final Health health;
    private final @Nullable GainKeeper gains;
    private final LongSupplier nanoTime;
    private long nowNanos;
    private long nextSecondNanos;

    RadioNode(NodeParts parts, LongSupplier nanoTime) {
        this.parts = parts;
        this.nanoTime = nanoTime;
        nowNanos = nanoTime.getAsLong();
        nextSecondNanos = nowNanos;
        LevelScale scale = new LevelScale(
                parts.calibration().calibration(), parts.calibration().unit(), parts.surroundings());
        activities = new MissionActivities(parts, scale, this);
        monitors = new BandMonitors(parts.licences(), parts.epoch());
        identification = new Identification(
                scheduler,
                parts.port(),
                scale,
                parts.clock(),
                (id, report) -> parts.outlet()
                        .event("identification", ChannelOutput.fields(report, id.toString()), report.time()),
                nowNanos);
        evidence = new Evidence(
                scheduler, parts.port(), parts.recordings(), parts.description(), parts.outlet(), parts.evidence());
        products =
                new ProductTest(scheduler, parts.port(), parts.surroundings(), parts.outlet(), parts.gainsTenthsOfDb());
        health = new Health(parts.port(), parts.surroundings(), parts.outlet(), nowNanos);
        gains = gains();
        checkNoiseSource();
    }

    private void checkNoiseSource() {
        NoiseSourceSettings source = parts.noiseSource();
        if (source.every() != null) {
            scheduler.add(
                    "noise-source",
                    new NoiseSourceCheck(parts.port(), source.at().hertz(), source.leastRise(), parts.outlet()),
                    Timing.each(source.every()),
                    nowNanos);
        }
    }

    private @Nullable GainKeeper gains() {
        int[] steps =
                parts.gainsTenthsOfDb().stream().mapToInt(Integer::intValue).toArray();
        return !parts.gainIsControlled()
                ? null
                : new GainKeeper(steps, parts.port(), parts.surroundings(), parts.outlet());
    }

    @Override
    public void add(Mission mission) {
        scheduler.add(mission.name(), activities.of(mission), mission.timing(), nanoTime.getAsLong());
    }

    @Override
    public boolean remove(String mission) {
        return scheduler.remove(mission);
    }

    @Override
    public boolean pause(String mission, boolean hold) {
        return scheduler.pause(mission, hold, nanoTime.getAsLong());
    }

    @Override
    public List<MissionState> states() {
        return scheduler.states();
    }

    @Override
    public BandMonitor monitor(Mission mission, SweepPlan plan) {
        BandNews news = new BandNews(mission, plan, parts, identification, products, evidence, () -> nowNanos);
        BandMonitor monitor = monitors.monitor(mission, plan.grid().cells(), news);
        news.about(monitor);
        return monitor;
    }

    @Override
    public void beginning(String mission) {
        if (gains != null) {
            gains.beginning(mission);
        }
    }

    @Override
    public void scanned(Trace trace) {
        health.scanned(trace);
        if (gains != null) {
            gains.scanned(trace, nowNanos);
        }
    }

    /** Takes one block. */
    public void step(SampleBlock block, Instant now) {
        nowNanos = nanoTime.getAsLong();
        if (parts.licences() != null) {
            // Nothing else raises an alarm.
            evidence.keep(block, now);
        }
        everySecond();
        identification.step(nowNanos);
        String finished = scheduler.step(block, nowNanos, now);
        if (finished != null) {
            identification.finished(finished, nowNanos);
            scheduler.forgetThoseOver();
        }
    }

    private void everySecond() {
        if (nowNanos - nextSecondNanos >= 0) {
            nextSecondNanos = nowNanos + SECOND_NANOS;
            parts.surroundings().step(nowNanos);
            health.step(nowNanos);
        }
    }

    /** Closes what is open. */
    public void end() {
        parts.surroundings().close();
        scheduler.end();
        evidence.end();
    }
}
