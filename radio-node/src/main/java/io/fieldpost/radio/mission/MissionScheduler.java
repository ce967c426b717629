package io.fieldpost.radio.mission;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shares one receiver among missions.
 *
 * <p>The most urgent mission that is due has the receiver; it takes it from a less urgent one between two blocks, and that one goes on where
 * it was interrupted. Among missions of one priority nobody is interrupted, and the one that had the receiver for the shortest time so far
 * is next (start-time fair queueing: P. Goyal, H. Vin, H. Cheng, SIGCOMM 1996): a scan of a second and a recording of a minute get the same
 * share of the receiver when both always want it. Resting earns no claim. A start that comes up while the mission's own last run is not
 * finished is skipped and counted, so a run that takes longer than its interval never piles up.
 *
 * <p>A step function of blocks and time; one thread.
 *
 * @param <B> what the receiver gives
 */
public final class MissionScheduler<B> {
    private final List<ScheduledMission<B>> missions = new ArrayList<>();

    /** By priority: the share from which the last run began; what a mission that rested is taken to have had. */
    private final Map<Integer, Long> virtualNanos = new HashMap<>();

    private @Nullable ScheduledMission<B> current;

    /**
     * Adds a mission, due at once unless its timing says otherwise.
     *
     * @throws IllegalArgumentException when there is one of this name
     */
    public void add(String name, Activity<B> activity, Timing timing, long nowNanos) {
        if (find(name) != null) {
            throw new IllegalArgumentException("a mission of this name exists already: " + name);
        }
        missions.add(new ScheduledMission<>(name, activity, timing, nowNanos));
    }

    /** Removes a mission in whatever state it is; false when there is none of this name. */
    public boolean remove(String name) {
        ScheduledMission<B> mission = find(name);
        if (mission == null) {
            return false;
        }
        missions.remove(mission);
        if (current == mission) {
            current = null;
        }
        mission.activity.end();
        return true;
    }

    /** Holds a mission or lets it go on; false when there is none of this name. */
    public boolean pause(String name, boolean hold, long nowNanos) {
        ScheduledMission<B> mission = find(name);
        if (mission == null) {
            return false;
        }
        mission.pause(hold, nowNanos);
        if (current == mission && hold) {
            current = null;
        }
        return true;
    }

    /**
     * Gives a block to whoever has the receiver; without anyone, it is dropped.
     *
     * @return name of the mission whose run this block finished
     */
    public @Nullable String step(B block, long nowNanos, Instant now) {
        ScheduledMission<B> mission = choose(nowNanos, now);
        if (mission == null || !mission.activity.step(block, nowNanos)) {
            return null;
        }
        mission.finish(nowNanos);
        current = null;
        return mission.name;
    }

    private @Nullable ScheduledMission<B> choose(long nowNanos, Instant now) {
        ScheduledMission<B> next = null;
        for (ScheduledMission<B> mission : missions) {
            mission.look(nowNanos, now, virtual(mission));
            if (mission.wants() && (next == null || mission.before(next))) {
                next = mission;
            }
        }
        if (next != null && next != current) {
            if (current != null) {
                current.preempt(nowNanos);
            }
            current = next;
            virtualNanos.put(next.timing.priority(), Math.max(virtual(next), next.shareNanos()));
            next.start(nowNanos);
        }
        return current;
    }

    private long virtual(ScheduledMission<B> mission) {
        return virtualNanos.getOrDefault(mission.timing.priority(), 0L);
    }

    /** How each mission stands, in the order in which they were added. */
    public List<MissionState> states() {
        return missions.stream().map(ScheduledMission<B>::state).toList();
    }

    /** Forgets those that do not run again; their states were told before. */
    public void forgetThoseOver() {
        missions.removeIf(mission -> {
            if (mission.isOver() && !mission.isRunning()) {
                mission.activity.end();
                return true;
            }
            return false;
        });
    }

    /** Ends all of them. */
    public void end() {
        missions.forEach(mission -> mission.activity.end());
        missions.clear();
        current = null;
    }

    private @Nullable ScheduledMission<B> find(String name) {
        for (ScheduledMission<B> mission : missions) {
            if (mission.name.equals(name)) {
                return mission;
            }
        }
        return null;
    }
}
