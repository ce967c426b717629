package io.fieldpost.radio.mission;

import io.fieldpost.radio.mission.MissionState.Phase;
import java.time.Instant;

/**
 * One mission's clockwork and account of receiver time. One thread.
 *
 * @param <B> what the receiver gives
 */
final class ScheduledMission<B> {
    final String name;
    final Activity<B> activity;
    final Timing timing;

    private long dueNanos;
    private boolean wanted;
    private boolean due;
    private boolean running;
    private boolean preempted;
    private boolean paused;
    private boolean over;
    private long sinceNanos;
    private long lastStartNanos;
    private long runs;
    private long skipped;
    private long preemptions;
    private long airtimeNanos;

    /** Receiver time as fairness counts it, up to the start of a run under way; a rest earns no claim. */
    private long shareNanos;

    ScheduledMission(String name, Activity<B> activity, Timing timing, long nowNanos) {
        this.name = name;
        this.activity = activity;
        this.timing = timing;
        dueNanos = nowNanos;
        lastStartNanos = nowNanos;
    }

    /**
     * Looks at the clocks.
     *
     * @param virtualNanos the share from which the last one of this priority began its run: whoever comes from a rest owes as much
     */
    void look(long nowNanos, Instant now, long virtualNanos) {
        if (running || preempted || over) {
            return;
        }
        over = timing.isOver(now) || timing.every() == null && runs > 0;
        boolean wasDue = due;
        boolean wantedBefore = wanted;
        wanted = !over && !paused && timing.allows(now);
        if (!wanted || !wantedBefore) {
            passOver(nowNanos);
        }
        due = wanted && nowNanos - dueNanos >= 0;
        if (due && !wasDue) {
            shareNanos = Math.max(shareNanos, virtualNanos);
        }
    }

    /** Starts that fall outside its hours or into a pause are not wanted, so they don't count as skipped. */
    private void passOver(long nowNanos) {
        if (timing.every() != null && nowNanos - dueNanos > 0) {
            dueNanos += missed(nowNanos) * timing.every().toNanos();
        }
    }

    /** Starts between the one that is due and now. */
    private long missed(long nowNanos) {
        return timing.every() == null
                ? 0
                : (nowNanos - dueNanos) / timing.every().toNanos();
    }

    /** Whether it wants the receiver, or has it. */
    boolean wants() {
        return !paused && (running || preempted || due);
    }

    /** Whether it comes before another that wants the receiver too. */
    boolean before(ScheduledMission<B> other) {
        if (timing.priority() != other.timing.priority()) {
            return timing.priority() > other.timing.priority();
        }
        if (running != other.running) {
            return running;
        }
        if (shareNanos != other.shareNanos) {
            return shareNanos < other.shareNanos;
        }
        long sooner = other.dueNanos - dueNanos;
        return sooner > 0 || sooner == 0 && other.lastStartNanos - lastStartNanos > 0;
    }

    void start(long nowNanos) {
        running = true;
        sinceNanos = nowNanos;
        if (preempted) {
            preempted = false;
            activity.resume(nowNanos);
            return;
        }
        due = false;
        lastStartNanos = nowNanos;
        long missed = missed(nowNanos);
        skipped += missed;
        if (timing.every() != null) {
            dueNanos += (missed + 1) * timing.every().toNanos();
        }
        activity.begin(nowNanos, missed);
    }

    void preempt(long nowNanos) {
        account(nowNanos);
        running = false;
        preempted = true;
        preemptions++;
        activity.suspend(nowNanos);
    }

    void finish(long nowNanos) {
        account(nowNanos);
        running = false;
        runs++;
        over = timing.every() == null;
    }

    private void account(long nowNanos) {
        airtimeNanos += nowNanos - sinceNanos;
        shareNanos += nowNanos - sinceNanos;
    }

    /** Holds it; a run under way is interrupted. */
    void pause(boolean hold, long nowNanos) {
        if (hold && running) {
            preempt(nowNanos);
        }
        paused = hold;
    }

    boolean isRunning() {
        return running;
    }

    boolean isOver() {
        return over;
    }

    long shareNanos() {
        return shareNanos;
    }

    MissionState state() {
        return new MissionState(name, phase(), timing.priority(), runs, skipped, preemptions, airtimeNanos);
    }

    private Phase phase() {
        if (over) {
            return Phase.OVER;
        } else if (paused) {
            return Phase.PAUSED;
        } else if (running) {
            return Phase.RUNNING;
        } else if (preempted) {
            return Phase.PREEMPTED;
        }
        return due ? Phase.DUE : Phase.WAITING;
    }
}
