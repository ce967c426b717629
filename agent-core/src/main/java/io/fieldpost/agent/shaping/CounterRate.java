package io.fieldpost.agent.shaping;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Quality.Severity;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * How fast a counter rises, by the source's time: between one count and the next, or, where it is told once in each window of the clock,
 * between the first counts of two windows. Never negative: a counter that falls has rolled over, where it is known at which count and the
 * way over it is less than half of the whole; else it was restarted or replaced, which is logged and gives a bad value. So does the
 * first count there ever was. A bad count makes the rate bad; the next good one gives the mean since the last good one.
 */
final class CounterRate implements Reader {
    private final Point point;
    private final String of;
    private final Channel output;
    private final Tally tally;
    private final Terms terms;
    /** Where the time begins over which the rate is the mean, and the newest count; null before there is any. */
    private @Nullable Count first;

    private @Nullable Count last;
    private Quality worst = Quality.GOOD;
    /** How much it has risen from the one to the other, over roll-overs too. */
    private double risen;

    private long restarts;

    /**
     * What is told.
     *
     * @param per the time that the rate is told for
     * @param length of the windows of the clock in each of which it is told once; null to tell it with each count
     * @param rollsOverAt the count at which the counter begins with zero again; null when it does not
     */
    record Terms(
            Duration per,
            @Nullable Duration length,
            @Nullable Double rollsOverAt) {
        private boolean sameWindow(Instant one, Instant other) {
            return length != null && window(one, length) == window(other, length);
        }

        private static long window(Instant time, Duration length) {
            return Math.floorDiv(time.getEpochSecond() * 1_000_000_000 + time.getNano(), length.toNanos());
        }
    }

    /**
     * A rate that goes on from what is remembered.
     *
     * @param point what is told
     * @param of what is counted, see {@link Count#of}
     * @param first null when nothing is remembered
     */
    CounterRate(Point point, String of, Channel output, Tally tally, Terms terms, @Nullable Count first) {
        this.point = point;
        this.of = of;
        this.output = output;
        this.tally = tally;
        this.terms = terms;
        this.first = first;
        this.last = first;
    }

    @Override
    public void take(Measurement measurement, long now) {
        Quality quality = qualityOf(measurement);
        if (quality.severity() == Severity.BAD) {
            bad(measurement, quality, now);
            return;
        }
        Count count = new Count(point.name(), of, measurement.value(), measurement.sourceTime());
        Count begun = first;
        Count before = last;
        if (begun == null || before == null) {
            begin(count, quality);
            bad(measurement, Quality.BAD_WAITING_FOR_INITIAL_DATA, now);
            return;
        }
        int passed = count.time().compareTo(before.time());
        double rise = rise(before, count.value());
        if (passed <= 0) {
            backInTime(count, passed, quality);
        } else if (rise < 0) {
            restarted(before, measurement);
            begin(count, quality);
            bad(measurement, Quality.BAD_WAITING_FOR_INITIAL_DATA, now);
        } else {
            risen += rise;
            goOn(begun, count, measurement, quality, now);
        }
    }

    private void goOn(Count begun, Count count, Measurement measurement, Quality quality, long now) {
        last = count;
        worst = worse(worst, quality);
        if (terms.sameWindow(begun.time(), count.time())) {
            return;
        }
        double rate = risen * terms.per().toNanos() / nanos(Duration.between(begun.time(), count.time()));
        Quality told = worst;
        begin(count, quality);
        tell(measurement, rate, told, now);
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

    private static Quality worse(Quality one, Quality other) {
        return one.severity().compareTo(other.severity()) > 0 ? one : other;
    }

    private void begin(Count count, Quality quality) {
        first = count;
        last = count;
        worst = quality;
        risen = 0;
    }

    /** A clock that was set back, or a value told again: nothing can be said of the time between, so it begins anew from here. */
    private void backInTime(Count count, int passed, Quality quality) {
        if (passed < 0) {
            tally.late++;
            begin(count, quality);
        }
    }

    private double rise(Count before, Value later) {
        double rise = before.riseTo(later);
        Double rollsOverAt = terms.rollsOverAt();
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
    Count first() {
        return first;
    }
}
