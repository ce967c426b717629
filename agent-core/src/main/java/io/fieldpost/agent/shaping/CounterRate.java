package io.fieldpost.agent.shaping;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Quality.Severity;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * How fast a counter rises, between one count and the next, by the source's time. Never negative: a counter that falls has rolled over,
 * where it is known at which count and the way over it is less than half of the whole; else it was restarted or replaced, which is
 * logged and gives a bad value. So does the first count there ever was. A bad count makes the rate bad; the next good one gives the mean
 * since the last good one.
 */
final class CounterRate implements Reader {
    private final Point point;
    private final String of;
    private final Channel output;
    private final Tally tally;
    private final double perNanos;
    private final @Nullable Double rollsOverAt;
    private @Nullable Count last;
    private Quality lastQuality = Quality.GOOD;
    private long restarts;

    /**
     * A rate that goes on from the last count.
     *
     * @param point what is told
     * @param of what is counted, see {@link Count#of}
     * @param per the time that the rate is told for
     * @param last what is remembered; null for nothing
     */
    CounterRate(
            Point point,
            String of,
            Channel output,
            Tally tally,
            Duration per,
            @Nullable Double rollsOverAt,
            @Nullable Count last) {
        this.point = point;
        this.of = of;
        this.output = output;
        this.tally = tally;
        this.perNanos = per.toNanos();
        this.rollsOverAt = rollsOverAt;
        this.last = last;
    }

    @Override
    public void take(Measurement measurement, long now) {
        Quality quality = qualityOf(measurement);
        if (quality.severity() == Severity.BAD) {
            bad(measurement, quality, now);
            return;
        }
        Count before = last;
        if (before == null) {
            begin(measurement, quality);
            bad(measurement, Quality.BAD_WAITING_FOR_INITIAL_DATA, now);
            return;
        }
        Duration passed = Duration.between(before.time(), measurement.sourceTime());
        if (passed.isNegative() || passed.isZero()) {
            backInTime(measurement, passed, quality);
            return;
        }
        double rise = rise(before, measurement);
        Quality worse = lastQuality.severity().compareTo(quality.severity()) > 0 ? lastQuality : quality;
        begin(measurement, quality);
        if (rise < 0) {
            restarted(before, measurement);
            bad(measurement, Quality.BAD_WAITING_FOR_INITIAL_DATA, now);
        } else {
            tell(measurement, rise * perNanos / nanos(passed), worse, now);
        }
    }

    /** That of the measurement, or what keeps it from being a count. */
    private static Quality qualityOf(Measurement measurement) {
        Value value = measurement.value();
        if (measurement.quality().severity() == Severity.BAD) {
            return measurement.quality();
        } else if (value instanceof Value.Int || value instanceof Value.Real real && Double.isFinite(real.value())) {
            return measurement.quality();
        }
        return value instanceof Value.Real || value instanceof Value.Absent ? Quality.BAD : Quality.BAD_CONFIGURATION;
    }

    private void begin(Measurement measurement, Quality quality) {
        last = new Count(point.name(), of, measurement.value(), measurement.sourceTime());
        lastQuality = quality;
    }

    /** A clock that was set back, or a value told again: nothing can be said of the time between, so it begins anew from here. */
    private void backInTime(Measurement measurement, Duration passed, Quality quality) {
        if (passed.isNegative()) {
            tally.late++;
            begin(measurement, quality);
        }
    }

    private double rise(Count before, Measurement measurement) {
        double rise = before.riseTo(measurement.value());
        if (rise >= 0 || rollsOverAt == null) {
            return rise;
        }
        double over = rise + rollsOverAt;
        boolean believable = over >= 0 && over <= rollsOverAt / 2 && before.number() <= rollsOverAt;
        return believable ? over : rise;
    }

    private void restarted(Count before, Measurement measurement) {
        restarts++;
        String fact = String.format(
                Locale.ROOT,
                "point %s/%s: counter %s fell from %s to %s and counts as restarted (%d so far)",
                point.source(),
                point.name(),
                measurement.point().name(),
                before.number(),
                Count.number(measurement.value()),
                restarts);
        if (restarts == 1) {
            Logger.warn(fact);
        } else {
            Logger.debug(fact);
        }
    }

    private static double nanos(Duration duration) {
        return duration.getSeconds() * 1e9 + duration.getNano();
    }

    private void tell(Measurement measurement, double rate, Quality quality, long now) {
        Value value = new Value.Real(rate);
        output.pass(new Measurement(point, value, quality, measurement.sourceTime(), measurement.receivedTime()), now);
    }

    private void bad(Measurement measurement, Quality quality, long now) {
        output.pass(
                new Measurement(
                        point, new Value.Absent(), quality, measurement.sourceTime(), measurement.receivedTime()),
                now);
    }

    /** A counter that stands still has a rate of zero; the mean until the next count reaches back to the last all the same. */
    @Override
    public void unchanged(Measurement newest, long now) {
        Count before = last;
        if (before != null
                && newest.quality().severity() != Severity.BAD
                && newest.value().equals(before.value())) {
            tell(newest, 0, newest.quality(), now);
        }
    }

    /** What has to be remembered over a restart of the agent; null while there is nothing. */
    @Nullable
    Count last() {
        return last;
    }
}
