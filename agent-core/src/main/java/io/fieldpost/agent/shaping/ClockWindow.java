package io.fieldpost.agent.shaping;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Quality.Severity;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.time.Instant;

/**
 * Sums one point up over windows of the clock: whole multiples of their length since 1970-01-01T00:00Z. A value stands until the next one
 * comes, so the mean is over time and not over values, and a window in which nothing came has the value that stood: that is how sources
 * that tell changes alone are to be read. True and false count as 1 and 0.
 *
 * <p>A value stands where its source says. Where that is further from its arrival than a window is long (a clock that is wrong, an old
 * value told again), its arrival counts. A window closes when a value of a later one comes; or when the gateway's clock has passed its
 * end, by as much as the last value took to arrive and a tenth of the length, two seconds at most, more. A value for a window that has
 * closed, or older than the one before it, is late: counted and left out. When the clock goes back by more than a length, it was set, and
 * the windows begin anew from there. Where it leaps ahead, {@value #MOST_AT_ONCE} windows are told and the rest left out.
 *
 * <p>A window of which a part has no good or uncertain value is told from the rest, as {@link Quality#UNCERTAIN_SUBNORMAL}; the first
 * one is such a window nearly always. One without any value is bad.
 */
final class ClockWindow implements Reader {
    private static final long LONGEST_GRACE_NANOS = 2_000_000_000;
    /** So that a clock that is set while nothing comes is noticed. */
    private static final long LOOK_AGAIN_NANOS = 1_000_000_000;

    /** More than this are no delay of ours but a clock that was set. */
    private static final int MOST_AT_ONCE = 10;

    private final long lengthNanos;
    private final Duration length;
    private final long graceNanos;
    private final Tally tally;
    private final WindowPoints outputs;
    private final Stretch stretch = new Stretch();

    private boolean open;
    private long startNanos;
    private long lagNanos;

    ClockWindow(Duration length, Tally tally, WindowPoints outputs) {
        this.length = length;
        this.lengthNanos = length.toNanos();
        this.graceNanos = Math.min(LONGEST_GRACE_NANOS, lengthNanos / 10);
        this.tally = tally;
        this.outputs = outputs;
    }

    @Override
    public void take(Measurement measurement, long now) {
        Instant arrival = measurement.receivedTime();
        boolean believed =
                Duration.between(measurement.sourceTime(), arrival).abs().compareTo(length) <= 0;
        long at = nanos(believed ? measurement.sourceTime() : arrival);
        if (!open) {
            begin(at);
        } else if (at < stretch.until()) {
            if (stretch.until() - at <= lengthNanos) {
                tally.late++;
                return;
            }
            if (stretch.hasValues()) {
                close(arrival, now);
            }
            begin(at);
        } else {
            advance(at, arrival, now);
        }
        hold(measurement);
        lagNanos = Math.max(0, nanos(arrival) - at);
        tally.wantTurn(now + Math.min(LOOK_AGAIN_NANOS, Math.max(0, closesAt() - nanos(arrival))));
    }

    private void hold(Measurement measurement) {
        Value value = measurement.value();
        double number = value instanceof Value.Bool flag ? (flag.value() ? 1 : 0) : Count.number(value);
        Quality quality = measurement.quality();
        if (quality.severity() != Severity.BAD && !Double.isFinite(number)) {
            boolean isNumber = value instanceof Value.Real || value instanceof Value.Absent;
            quality = isNumber ? Quality.BAD : Quality.BAD_CONFIGURATION;
        }
        stretch.hold(number, quality);
    }

    private void begin(long at) {
        open = true;
        startNanos = Math.floorDiv(at, lengthNanos) * lengthNanos;
        stretch.begin(at);
    }

    private void advance(long at, Instant arrival, long now) {
        closeBefore(at, arrival, now);
        stretch.advance(at);
    }

    /** Closes the windows that end at a time or before it. */
    private void closeBefore(long at, Instant arrival, long now) {
        for (int told = 0; at >= startNanos + lengthNanos; told++) {
            long end = startNanos + lengthNanos;
            if (told < MOST_AT_ONCE) {
                stretch.advance(end);
                close(arrival, now);
                startNanos = end;
            } else {
                startNanos = Math.floorDiv(at, lengthNanos) * lengthNanos;
            }
            stretch.begin(startNanos);
        }
    }

    private void close(Instant arrival, long now) {
        long end = startNanos + lengthNanos;
        Instant time = Instant.ofEpochSecond(0, end);
        outputs.tell(stretch, stretch.covers(lengthNanos), time, arrival, now);
    }

    private long closesAt() {
        return startNanos + lengthNanos + lagNanos + graceNanos;
    }

    /** Closes the windows whose time has passed. */
    void step(long now, Instant time) {
        if (!open) {
            return;
        }
        long clock = nanos(time);
        closeBefore(clock - lagNanos - graceNanos, time, now);
        tally.wantTurn(now + Math.min(LOOK_AGAIN_NANOS, Math.max(1, closesAt() - clock)));
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
    }
}
