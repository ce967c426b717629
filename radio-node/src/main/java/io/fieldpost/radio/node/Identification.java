package io.fieldpost.radio.node;

import io.fieldpost.radio.broadcast.RdsReading;
import io.fieldpost.radio.detect.Emission;
import io.fieldpost.radio.detect.EmissionEvent;
import io.fieldpost.radio.detect.EmissionId;
import io.fieldpost.radio.mission.MissionScheduler;
import io.fieldpost.radio.mission.Timing;
import io.fieldpost.radio.receiver.SampleBlock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Looks at emissions that appeared, one at a time, to find out what they are. A look takes the receiver from the scan that found the
 * emission; so that the scan goes on, looks have the receiver for at most a fifth of the time. One thread.
 */
final class Identification {
    private static final int MOST_WAITING = 256;
    private static final int REST = 4;
    private static final double NARROWEST_HZ = 12_500;
    private static final double WIDEST_HZ = 250_000;
    private static final double STATION_HZ = 100_000;
    private static final double STATION_CHANNEL_HZ = 200_000;
    /** A name that is wrong as often as right helps nobody. */
    private static final double LIKELY = 0.6;

    private static final Duration LEAST = Duration.ofMillis(300);

    /** A station that comes on during a look is found after it; together with that it must stay well below ten seconds. */
    private static final Duration MOST = Duration.ofSeconds(2);

    private record Wanted(BandMonitor monitor, Emission emission, int priority) {}

    private final MissionScheduler<SampleBlock> scheduler;
    private final ReceiverPort port;
    private final LevelScale scale;
    private final InstantSource clock;
    private final BiConsumer<EmissionId, ChannelReport> reports;
    private final Map<EmissionId, Wanted> waiting = new LinkedHashMap<>();
    private boolean looking;
    private long startedNanos;
    private long restUntilNanos;

    /** @param reports takes what looks found, beside the monitors */
    Identification(
            MissionScheduler<SampleBlock> scheduler,
            ReceiverPort port,
            LevelScale scale,
            InstantSource clock,
            BiConsumer<EmissionId, ChannelReport> reports,
            long nowNanos) {
        this.scheduler = scheduler;
        this.port = port;
        this.scale = scale;
        this.clock = clock;
        this.reports = reports;
        restUntilNanos = nowNanos;
    }

    /** Takes note of what happened to an emission of a mission with this priority. */
    void emission(BandMonitor monitor, EmissionEvent event, int priority) {
        EmissionId id = event.emission().id();
        if (event instanceof EmissionEvent.Gone) {
            waiting.remove(id);
        } else if (event instanceof EmissionEvent.Appeared && waiting.size() < MOST_WAITING) {
            waiting.put(id, new Wanted(monitor, event.emission(), priority));
        }
    }

    /** Begins the next look when it is time. */
    void step(long nowNanos) {
        if (looking || waiting.isEmpty() || nowNanos - restUntilNanos < 0) {
            return;
        }
        Wanted wanted = waiting.values().iterator().next();
        waiting.remove(wanted.emission().id());
        looking = true;
        startedNanos = nowNanos;
        ChannelLook look = new ChannelLook(
                port,
                List.of(Math.round(wanted.emission().centerHz())),
                new Dwell(channelHz(wanted.emission().bandwidthHz()), LEAST, MOST),
                scale,
                clock,
                report -> learn(wanted, report));
        scheduler.add("look-" + wanted.emission().id(), look, Timing.once(wanted.priority() + 1), nowNanos);
    }

    private double channelHz(double bandwidthHz) {
        double widest = Math.min(WIDEST_HZ, port.sampleRateHz() / 4.0);
        if (bandwidthHz >= STATION_HZ && bandwidthHz <= STATION_CHANNEL_HZ * 1.5) {
            return Math.min(STATION_CHANNEL_HZ, widest);
        }
        return Math.max(NARROWEST_HZ, Math.min(1.5 * bandwidthHz, widest));
    }

    private void learn(Wanted wanted, ChannelReport report) {
        if (report.classification() != null && report.classification().confidence() >= LIKELY) {
            RdsReading rds = report.station() == null ? null : report.station().rds();
            wanted.monitor()
                    .learn(
                            wanted.emission().id(),
                            report.classification().modulation().name().toLowerCase(Locale.ROOT),
                            rds == null ? null : rds.programmeIdentification());
        }
        reports.accept(wanted.emission().id(), report);
    }

    /** A look has ended, or was ended. */
    void finished(String mission, long nowNanos) {
        if (looking && mission.startsWith("look-")) {
            looking = false;
            restUntilNanos = nowNanos + REST * (nowNanos - startedNanos);
        }
    }
}
