package io.fieldpost.agent.plugin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Judges one plug-in from when it was loaded: looks at its figures, about once a second, and says when it has gone too far. What it did before it was
 * loaded this time is forgiven. One thread.
 */
final class PluginRules {
    private static final long LONGEST_LOOK_NANOS = Duration.ofSeconds(5).toNanos();

    private final GuardLimits limits;
    private final Stretch hangs = new Stretch();
    private final Stretch floods = new Stretch();
    private final Stretch logs = new Stretch();
    private final Stretch leaves = new Stretch();
    private final Stretch computes = new Stretch();
    private PluginFigures before;
    private long lookedNanos;
    private long windowNanos;
    private long windowErrors;
    private final boolean knewOutOfMemory;

    /** For how long something has gone on without a pause, as far as it was looked at. */
    private static final class Stretch {
        private long nanos;

        private boolean exceeds(boolean goesOn, long passed, Duration limit) {
            nanos = goesOn ? nanos + passed : 0;
            return nanos >= limit.toNanos();
        }
    }

    PluginRules(GuardLimits limits, PluginFigures loaded, long nowNanos) {
        this.limits = limits;
        this.before = loaded;
        this.lookedNanos = nowNanos;
        this.windowNanos = nowNanos;
        this.windowErrors = loaded.errors();
        this.knewOutOfMemory = loaded.outOfMemory();
    }

    /** @return why it is put into quarantine; null while it may go on */
    @Nullable
    Verdict judge(PluginFigures now, long nowNanos) {
        long passed = nowNanos - lookedNanos;
        // Nobody looked in a longer time, which proves nothing for all of it.
        long counted = Math.min(passed, LONGEST_LOOK_NANOS);
        Verdict verdict = errors(now, nowNanos);
        verdict = verdict == null ? threads(now, counted) : verdict;
        verdict = verdict == null ? calls(now, counted) : verdict;
        verdict = verdict == null ? load(now, passed, counted) : verdict;
        before = now;
        lookedNanos = nowNanos;
        return verdict;
    }

    private @Nullable Verdict errors(PluginFigures now, long nowNanos) {
        if (now.outOfMemory() && !knewOutOfMemory) {
            return new Verdict(Misconduct.ERRORS, "it ran out of memory: " + now.newestError());
        }
        if (nowNanos - windowNanos >= limits.errorsWithin().toNanos()) {
            windowNanos = nowNanos;
            windowErrors = before.errors();
        }
        long errors = now.errors() - windowErrors;
        return errors <= limits.errors()
                ? null
                : new Verdict(
                        Misconduct.ERRORS, errors + " times its code ended in an error, last: " + now.newestError());
    }

    private @Nullable Verdict threads(PluginFigures now, long passed) {
        if (now.threads() > limits.threads()) {
            return new Verdict(
                    Misconduct.THREADS,
                    "it has " + now.threads() + " threads of its own, and " + limits.threads() + " are allowed");
        }
        boolean left = now.openDrivers() == 0 && now.threads() > limits.threadsLeft();
        return leaves.exceeds(left, passed, limits.leftFor())
                ? new Verdict(
                        Misconduct.THREADS_LEFT, now.threads() + " threads of it go on although its drivers are closed")
                : null;
    }

    private @Nullable Verdict calls(PluginFigures now, long passed) {
        return hangs.exceeds(now.hanging() > limits.hanging(), passed, limits.hangingFor())
                ? new Verdict(
                        Misconduct.HANGS,
                        now.hanging() + " calls to its drivers do not return although they were interrupted")
                : null;
    }

    private @Nullable Verdict load(PluginFigures now, long passed, long counted) {
        // Where the store takes nothing, everything is dropped in the end, and that is no fault of the driver's.
        boolean storeTakes = now.accepted() > before.accepted();
        if (floods.exceeds(now.dropped() > before.dropped() && storeTakes, counted, limits.floodFor())) {
            return new Verdict(
                    Misconduct.FLOODS,
                    "it hands over more than can be taken, "
                            + (now.dropped() - before.dropped()) * 1_000_000_000 / Math.max(1, passed)
                            + " values a second too many");
        }
        if (logs.exceeds(now.cutOutput() > before.cutOutput(), counted, limits.floodFor())) {
            return new Verdict(
                    Misconduct.LOGS,
                    "it writes more to the log than is let through, " + (now.cutOutput() - before.cutOutput())
                            + " bytes since the last look");
        }
        double share = (double) (now.cpuNanos() - before.cpuNanos()) / Math.max(1, passed);
        return computes.exceeds(share > limits.cpuShare(), counted, limits.cpuFor())
                ? new Verdict(
                        Misconduct.CPU,
                        "it has taken " + Math.round(100 * share) + " % of a processor for "
                                + limits.cpuFor().toSeconds() + " s")
                : null;
    }
}
