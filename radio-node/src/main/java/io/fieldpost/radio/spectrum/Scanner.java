package io.fieldpost.radio.spectrum;

import io.fieldpost.radio.sample.SampleFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shares one receiver among missions. The one that is due longest begins when the receiver is free, and runs to its end. A start that
 * comes up while its own mission's last one still waits is skipped and counted, so a scan that takes longer than its interval runs back
 * to back and never piles up. A step function of samples and time; one thread.
 */
public final class Scanner {
    /**
     * A plan and how often to carry it out.
     *
     * @param plan what to do
     * @param every from start to start
     */
    public record Task(SweepPlan plan, Duration every) {}

    /** A task's clockwork. */
    private static final class Schedule {
        final Sweep sweep;
        final long everyNanos;
        long dueNanos;
        long startedNanos;
        long skipped;

        Schedule(Task task, Tuner tuner, long nowNanos) {
            sweep = new Sweep(task.plan(), tuner);
            everyNanos = task.every().toNanos();
            dueNanos = nowNanos;
            startedNanos = nowNanos;
        }

        /** Of two that are due at the same time, the one that had its turn longer ago goes first. */
        boolean before(Schedule other) {
            long sooner = other.dueNanos - dueNanos;
            return sooner > 0 || sooner == 0 && other.startedNanos - startedNanos > 0;
        }

        void begin(long nowNanos) {
            long missed = (nowNanos - dueNanos) / everyNanos;
            skipped += missed;
            dueNanos += (missed + 1) * everyNanos;
            startedNanos = nowNanos;
            sweep.begin(nowNanos);
        }
    }

    private final List<Schedule> schedules = new ArrayList<>();
    private @Nullable Schedule running;

    /** All tasks are due at once. */
    public Scanner(List<Task> tasks, Tuner tuner, long nowNanos) {
        for (Task task : tasks) {
            schedules.add(new Schedule(task, tuner, nowNanos));
        }
    }

    /**
     * Takes a run of samples; without a scan under way and none due, it is dropped.
     *
     * @param data I and Q in turn
     * @param length bytes of it to use, whole samples
     * @param firstSample index of its first sample, as {@link Tuner#tune} counts them
     * @param nowNanos monotonic time
     * @return a trace, when this run finished one
     */
    public @Nullable Trace step(byte[] data, int length, SampleFormat format, long firstSample, long nowNanos) {
        Schedule schedule = running == null ? beginDue(nowNanos) : running;
        if (schedule == null) {
            return null;
        }
        Trace trace = schedule.sweep.step(data, length, format, firstSample, nowNanos, schedule.skipped);
        if (trace != null) {
            schedule.skipped = 0;
            running = null;
        }
        return trace;
    }

    private @Nullable Schedule beginDue(long nowNanos) {
        Schedule next = schedules.get(0);
        for (Schedule schedule : schedules) {
            if (schedule.before(next)) {
                next = schedule;
            }
        }
        if (nowNanos - next.dueNanos < 0) {
            return null;
        }
        next.begin(nowNanos);
        running = next;
        return next;
    }
}
