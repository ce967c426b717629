package io.fieldpost.radio.node;

import io.fieldpost.driver.DriverException;
import io.fieldpost.radio.mission.Activity;
import io.fieldpost.radio.mission.MissionScheduler;
import io.fieldpost.radio.mission.MissionState;
import io.fieldpost.radio.mission.Timing;
import io.fieldpost.radio.receiver.eb200.Demodulation;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.Task;
import io.fieldpost.radio.settings.Mission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The missions of an R&amp;S receiver. Those with bands look at the same scan ({@link PanoramaMissions}), those of one priority together, and
 * take turns with the others by {@link MissionScheduler}: the receiver is set for each anew, and a scan ends with one whole row. While nobody
 * else wants the receiver, it goes on with what it was told last. A step function of receptions; one thread at a time.
 */
final class SharedMissions implements PanoramaWork {
    /** How soon the scan can be due again; when it really is, its missions say. */
    private static final Duration SOON = Duration.ofMillis(1);

    private final PanoramaPort port;
    private final PanoramaMissions bands;
    private final PanoramaMissions.Misfits misfits;
    private final MissionScheduler<Reception> scheduler = new MissionScheduler<>();
    private final PanoramaActivities activities;
    private final LongSupplier nanoTime;
    private final Set<Integer> scanPriorities = new HashSet<>();
    private Instant heard;
    private long heardNanos;

    /** @param demodulation of recordings */
    SharedMissions(
            PanoramaParts parts,
            PanoramaPort port,
            Demodulation demodulation,
            PanoramaMissions.Misfits misfits,
            LongSupplier nanoTime) {
        this.port = port;
        this.misfits = misfits;
        this.nanoTime = nanoTime;
        bands = new PanoramaMissions(parts, misfits);
        activities = new PanoramaActivities(parts, port, demodulation);
        heard = parts.outlet().now();
        heardNanos = nanoTime.getAsLong();
        port.begin();
    }

    @Override
    public void add(Mission mission) {
        if (states().stream().anyMatch(state -> state.name().equals(mission.name()))) {
            throw new IllegalArgumentException("there is a mission of this name: " + mission.name());
        }
        Task scan = port.scan();
        if (mission.band() == null) {
            scheduler.add(mission.name(), activities.of(mission), mission.timing(), nanoTime.getAsLong());
            return;
        }
        if (scan == null) {
            throw new IllegalArgumentException(
                    "the receiver scans nothing for the missions of the gateway's file, and this one needs it; write it"
                            + " there: " + mission.name());
        }
        bands.add(mission);
        int priority = mission.priority();
        if (scanPriorities.add(priority)) {
            String name = scanName(priority);
            scheduler.add(
                    name,
                    new Scanning(name, scan),
                    new Timing(SOON, priority, null, null, now -> bands.isDue(priority, now)),
                    nanoTime.getAsLong());
        }
    }

    /** No name that a mission can have. */
    private static String scanName(int priority) {
        return "scan of priority " + priority;
    }

    /** Has the receiver scan until there is one whole row; what becomes of it is the work of the missions with bands. */
    private final class Scanning implements Activity<Reception> {
        private final String name;
        private final Task scan;

        Scanning(String name, Task scan) {
            this.name = name;
            this.scan = scan;
        }

        @Override
        public void begin(long nowNanos, long skippedStarts) {
            resume(nowNanos);
        }

        @Override
        public void suspend(long nowNanos) {
            // A row that was begun is nobody's.
        }

        @Override
        public void resume(long nowNanos) {
            port.want(name, scan);
        }

        @Override
        public boolean step(Reception reception, long nowNanos) {
            return reception instanceof Reception.Row row && scan.shows(row.row());
        }
    }

    @Override
    public boolean remove(String mission) {
        return bands.remove(mission) || isMission(mission) && scheduler.remove(mission);
    }

    @Override
    public boolean pause(String mission, boolean hold) {
        return bands.pause(mission, hold) || isMission(mission) && scheduler.pause(mission, hold, nanoTime.getAsLong());
    }

    private static boolean isMission(String name) {
        return name.indexOf(' ') < 0;
    }

    @Override
    public List<MissionState> states() {
        List<MissionState> states = new ArrayList<>(bands.states());
        scheduler.states().stream().filter(state -> isMission(state.name())).forEach(states::add);
        return states;
    }

    @Override
    public void step(Reception reception) throws DriverException {
        long nowNanos = nanoTime.getAsLong();
        Instant now = time(reception, nowNanos);
        Task scan = port.scan();
        if (scan != null && reception instanceof Reception.Row row && scan.shows(row.row())) {
            // Whoever has the receiver now, it was scanned.
            bands.step(row.row());
        }
        if (scheduler.step(reception, nowNanos, now) != null) {
            scheduler.forgetThoseOver();
        }
        PanoramaPort.Refusal refusal = port.carryOut();
        if (refusal != null) {
            String mission = refusal.wish().mission();
            if (!remove(mission)) {
                throw refusal.cause();
            }
            misfits.misfit(mission, String.valueOf(refusal.cause().getMessage()));
        }
    }

    /** The receiver's time, which rows carry; what comes between them is reckoned from the last. */
    private Instant time(Reception reception, long nowNanos) {
        if (reception instanceof Reception.Row row) {
            heard = row.row().time();
            heardNanos = nowNanos;
            return heard;
        }
        return heard.plusNanos(nowNanos - heardNanos);
    }

    @Override
    public void end() {
        bands.end();
        scheduler.end();
    }
}
