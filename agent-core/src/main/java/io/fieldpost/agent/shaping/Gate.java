package io.fieldpost.agent.shaping;

import io.fieldpost.driver.Measurement;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides which values of one point are kept: not those that say nothing new, unless it is time for a sign of life, and one an interval.
 * Intervals are counted by the monotonic clock from the last value that was kept. Values that the source had kept are thinned out by
 * their own time, because they come all at once: the first of each interval is kept.
 */
final class Gate {
    /** Whether a source that says nothing is one that would tell a change by now. */
    private static final long LOOK_AGAIN_NANOS = 1_000_000_000;

    private final Outlet outlet;
    private final Tally tally;
    private final @Nullable Deadband deadband;
    private final long heartbeatNanos;
    private final long intervalNanos;
    private final Duration interval;

    private @Nullable Measurement newest;
    private long keptAt;
    /** The last of an interval so far, and its number. */
    private @Nullable Measurement held;

    private long heldNumber;
    private boolean intervalIsOpen;
    private @Nullable Instant lastHistorical;

    Gate(
            Outlet outlet,
            Tally tally,
            @Nullable Double deadband,
            @Nullable Duration heartbeat,
            @Nullable Duration interval) {
        this.outlet = outlet;
        this.tally = tally;
        this.deadband = deadband == null && heartbeat == null
                ? null
                : new Deadband(deadband == null ? 0 : deadband, heartbeat != null);
        this.heartbeatNanos = heartbeat == null ? 0 : heartbeat.toNanos();
        this.interval = interval == null ? Duration.ZERO : interval;
        this.intervalNanos = this.interval.toNanos();
    }

    /** Keeps a value, holds it back, or leaves it out. */
    void offer(Measurement measurement, long now) {
        if (measurement.historical()) {
            offerHistorical(measurement);
            return;
        }
        newest = heartbeatNanos > 0 ? measurement : null;
        if (!intervalIsOpen || now - keptAt >= intervalNanos) {
            release(now);
            // What was released may have begun a new interval.
            if (!intervalIsOpen || now - keptAt >= intervalNanos) {
                send(measurement, now);
                return;
            }
        }
        tally.leftOut += held == null ? 0 : 1;
        held = measurement;
        heldNumber = ++tally.held;
        tally.wantTurn(keptAt + intervalNanos);
    }

    /** Begins no interval and is no sign of life: what is new goes on beside it. */
    private void offerHistorical(Measurement measurement) {
        if (isTooNear(measurement.sourceTime()) || deadband != null && deadband.holds(measurement)) {
            tally.leftOut++;
            return;
        }
        lastHistorical = measurement.sourceTime();
        handOver(measurement);
    }

    private boolean isTooNear(Instant time) {
        Instant last = lastHistorical;
        return intervalNanos > 0
                && last != null
                && Duration.between(last, time).abs().compareTo(interval) < 0;
    }

    private void send(Measurement measurement, long now) {
        boolean aSignOfLife = heartbeatNanos > 0 && now - keptAt >= heartbeatNanos;
        if (deadband != null && !aSignOfLife && deadband.holds(measurement)) {
            tally.leftOut++;
            return;
        }
        keep(measurement, now);
    }

    private void keep(Measurement measurement, long now) {
        handOver(measurement);
        keptAt = now;
        intervalIsOpen = intervalNanos > 0;
        if (heartbeatNanos > 0) {
            tally.wantTurn(now + heartbeatNanos);
        }
    }

    /** What there is no room for is lost and counted, and what follows is no less news for it. */
    private void handOver(Measurement measurement) {
        if (outlet.keep(measurement) && deadband != null) {
            deadband.kept(measurement);
        }
    }

    /** Lets go what was held back. */
    void release(long now) {
        Measurement last = held;
        held = null;
        if (last != null) {
            send(last, now);
        }
    }

    /**
     * Does what is due.
     *
     * @param silenceIsNoChange whether the source would have told a change
     * @return the value that has not changed for the time of the heartbeat and was kept once more; null for none
     */
    @Nullable
    Measurement step(long now, Instant time, boolean silenceIsNoChange) {
        Measurement again = null;
        if (held != null && now - keptAt >= intervalNanos) {
            release(now);
        }
        Measurement last = newest;
        if (last != null && held == null) {
            boolean due = now - keptAt >= heartbeatNanos;
            if (due && silenceIsNoChange) {
                again = new Measurement(
                        last.point(), last.value(), last.quality(), last.sourceTime(), time, last.statusCode(), false);
                keep(again, now);
            } else {
                tally.wantTurn(due ? now + LOOK_AGAIN_NANOS : keptAt + heartbeatNanos);
            }
        }
        if (held != null) {
            tally.wantTurn(keptAt + intervalNanos);
        }
        return again;
    }

    /** The number of the value that is held back; {@link Long#MAX_VALUE} for none. */
    long heldNumber() {
        return held == null ? Long.MAX_VALUE : heldNumber;
    }
}
