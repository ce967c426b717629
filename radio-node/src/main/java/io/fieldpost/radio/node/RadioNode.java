package io.fieldpost.radio.node;

import io.fieldpost.radio.detect.DetectionSettings;
import io.fieldpost.radio.detect.Detector;
import io.fieldpost.radio.detect.EmissionTracker;
import io.fieldpost.radio.detect.Persistence;
import io.fieldpost.radio.detect.SubBandNoise;
import io.fieldpost.radio.licence.BoardSettings;
import io.fieldpost.radio.licence.ChannelBoard;
import io.fieldpost.radio.licence.LicenceList;
import io.fieldpost.radio.mission.MissionScheduler;
import io.fieldpost.radio.mission.MissionState;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.spectrum.SweepPlan;
import io.fieldpost.radio.spectrum.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one receiver is for: missions share it, what they find is handed on, and what is found leads to more. A step function of blocks and
 * time; everything on the one thread that takes blocks.
 */
public final class RadioNode implements MissionActivities.Bands {
    /** Half of what a person accepts: one false emission a day of continuous scanning. */
    private static final double FALSE_EMISSIONS_A_DAY = 0.5;

    private static final long SECOND_NANOS = 1_000_000_000;

    private final NodeParts parts;
    private final MissionScheduler scheduler = new MissionScheduler();
    private final MissionActivities activities;
    private final Identification identification;
    private final Evidence evidence;
    private final Health health;
    private final @Nullable GainKeeper gains;
    private final LongSupplier nanoTime;
    private long nowNanos;
    private long emissions;
    private long nextSecondNanos;

    RadioNode(NodeParts parts, LongSupplier nanoTime) {
        this.parts = parts;
        this.nanoTime = nanoTime;
        nowNanos = nanoTime.getAsLong();
        nextSecondNanos = nowNanos;
        LevelScale scale = new LevelScale(
                parts.calibration().calibration(), parts.calibration().unit(), parts.surroundings());
        activities = new MissionActivities(parts, scale, this);
        identification = new Identification(
                scheduler,
                parts.port(),
                scale,
                parts.clock(),
                report -> parts.outlet().event("identification", ChannelOutput.fields(report), report.time()),
                nowNanos);
        evidence = new Evidence(
                scheduler, parts.port(), parts.recordings(), parts.description(), parts.outlet(), parts.evidence());
        health = new Health(parts.port(), parts.surroundings(), parts.outlet(), nowNanos);
        gains = gains();
    }

    private @Nullable GainKeeper gains() {
        int[] steps = parts.gainsTenthsOfDb().stream().mapToInt(Integer::intValue).toArray();
        return steps.length == 0 ? null : new GainKeeper(steps, parts.port(), parts.surroundings(), parts.outlet());
    }

    /**
     * Adds a mission.
     *
     * @throws IllegalArgumentException when there is one of its name, or this receiver can't carry it out
     */
    public void add(Mission mission) {
        scheduler.add(mission.name(), activities.of(mission), mission.timing(), nanoTime.getAsLong());
    }

    /** Removes a mission; what it recorded so far is kept. False when there is none of this name. */
    public boolean remove(String mission) {
        return scheduler.remove(mission);
    }

    /** Holds a mission, or lets it go on. False when there is none of this name. */
    public boolean pause(String mission, boolean hold) {
        return scheduler.pause(mission, hold, nanoTime.getAsLong());
    }

    /** How each mission stands. */
    public List<MissionState> states() {
        return scheduler.states();
    }

    @Override
    public BandMonitor monitor(Mission mission, SweepPlan plan) {
        Duration revisit = mission.timing().every();
        DetectionSettings settings = DetectionSettings.forScan(
                FALSE_EMISSIONS_A_DAY,
                plan.grid().cells(),
                revisit == null ? Duration.ofSeconds(1) : revisit,
                Persistence.DEFAULT);
        LicenceList licences = parts.licences();
        ChannelBoard board = licences == null ? null : new ChannelBoard(licences, List.of(), BoardSettings.DEFAULT);
        // Ids differ between missions of one start by their first number.
        EmissionTracker tracker = new EmissionTracker(Persistence.DEFAULT, parts.epoch(), emissions);
        emissions += 1_000_000_000L;
        BandNews news = new BandNews(mission, plan, parts, identification, evidence, () -> nowNanos);
        BandMonitor monitor = new BandMonitor(new Detector(settings, new SubBandNoise()), tracker, board, news);
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
