package io.fieldpost.radio.node;

import io.fieldpost.radio.mission.MissionState;
import io.fieldpost.radio.mission.Timing;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One mission of a receiver that measures by itself: it takes the first row at or after each of its starts, by the rows' own time. Rows in
 * between are left out. One thread at a time.
 */
final class RowMission {
    /** What is done with the rows. */
    interface Rows {
        /**
         * Checks that rows like this one can be used.
         *
         * @throws IllegalArgumentException when they can't
         */
        void check(SpectrumRow row);

        /**
         * Takes the row of one run.
         *
         * @param skippedStarts that had no row of their own since the last run
         * @throws IllegalArgumentException as {@link #check}
         */
        void accept(SpectrumRow row, long skippedStarts);

        /** No more rows will come. */
        default void end() {}
    }

    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(1);

    private final String name;
    private final Timing timing;
    private final Duration interval;
    private final Rows rows;
    private @Nullable Instant due;
    private Instant last = Instant.MIN;
    private boolean paused;
    private boolean over;
    private boolean allowed;
    private long runs;
    private long skipped;

    RowMission(String name, Timing timing, Rows rows) {
        this.name = name;
        this.timing = timing;
        this.rows = rows;
        Duration every = timing.every();
        interval = every == null ? USUAL_INTERVAL : every;
    }

    Rows rows() {
        return rows;
    }

    void pause(boolean hold) {
        paused = hold;
    }

    /** Whether it would take a row of this time. */
    boolean isDue(Instant now) {
        over = over || timing.isOver(now);
        allowed = timing.allows(now);
        if (over || paused || !allowed) {
            // Starts that fall outside its hours or into a pause are not wanted, so they don't count as skipped.
            due = null;
            return false;
        }
        return !now.isBefore(start(now));
    }

    /** The start that a row of this time would be for, or the next. */
    private Instant start(Instant now) {
        boolean setBack = now.isBefore(last);
        return due == null || setBack ? now : due;
    }

    /** Looks at a row, and takes it when it is time. */
    void step(SpectrumRow row) {
        Instant now = row.time();
        if (!isDue(now)) {
            return;
        }
        Instant start = start(now);
        long missed = Duration.between(start, now).dividedBy(interval);
        due = start.plus(interval.multipliedBy(missed + 1));
        last = now;
        runs++;
        skipped += missed;
        rows.accept(row, missed);
    }

    int priority() {
        return timing.priority();
    }

    /** How it stands. All missions look at the same rows, so none is preempted, and receiver time is nobody's own. */
    MissionState state() {
        return new MissionState(name, phase(), timing.priority(), runs, skipped, 0, 0);
    }

    private MissionState.Phase phase() {
        if (over) {
            return MissionState.Phase.OVER;
        } else if (paused) {
            return MissionState.Phase.PAUSED;
        }
        return allowed && runs > 0 ? MissionState.Phase.RUNNING : MissionState.Phase.WAITING;
    }
}
