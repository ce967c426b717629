package io.fieldpost.driver.meters;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Values at quarters of an hour, for the points that want them; see {@link QuarterMark}. For one thread. */
final class Quarters {
    private final Registers registers;
    private final PointRemarks remarks;
    private final Duration tolerance;
    private final Map<String, Long> missed = new HashMap<>();

    /** @param tolerance how late a reading may be and still be good */
    Quarters(Registers registers, PointRemarks remarks, Duration tolerance) {
        this.registers = registers;
        this.remarks = remarks;
        this.tolerance = tolerance;
    }

    /** Whether the quarter of an instant has its value already, so that nobody need be asked. */
    boolean has(PointAddress address, Instant instant) {
        QuarterMark mark = registers.mark(address);
        return mark != null && mark.isOf(instant);
    }

    /** The value that {@link #has} found. */
    Measurement kept(Point point, PointAddress address, Instant now) {
        QuarterMark mark = registers.mark(address);
        return mark == null
                ? Measurement.bad(point, Quality.BAD_WAITING_FOR_INITIAL_DATA, now)
                : measurement(point, address, mark, now);
    }

    /** Takes the first reading of a quarter as its value. One that is not believed leaves the quarter without a value so far. */
    Measurement take(Point point, PointAddress address, Outcome outcome, Instant now) {
        Reading.Decimal decimal = outcome.decimal();
        if (decimal == null) {
            Quality quality = outcome.quality();
            return Measurement.bad(point, quality.severity() == Quality.Severity.BAD ? quality : Quality.BAD, now);
        }
        QuarterMark before = registers.mark(address);
        QuarterMark mark = registers.markFrom(address, decimal.digits(), outcome.at(), outcome.isUncertain());
        tell(point, before == null ? mark : before, mark);
        return measurement(point, address, mark, now);
    }

    private void tell(Point point, QuarterMark before, QuarterMark mark) {
        remarks.tell(
                point,
                PointRemarks.LATE,
                isLate(mark)
                        ? "read " + mark.delay().toSeconds() + " s after the quarter began at " + mark.beginning()
                                + "; that is so after a start or an outage, else read the source more often"
                        : "");
        long between = mark.missedSince(before);
        if (between > 0) {
            long all = missed.merge(point.name(), between, Long::sum);
            remarks.tell(
                    point,
                    PointRemarks.MISSED,
                    "quarters without a value: " + all + ", the last of them before " + mark.beginning()
                            + "; nothing was read in them, and their energy is in the next difference");
        }
    }

    private boolean isLate(QuarterMark mark) {
        return mark.delay().compareTo(tolerance) > 0;
    }

    private Measurement measurement(Point point, PointAddress address, QuarterMark mark, Instant now) {
        DecimalFormat format = (DecimalFormat) address.item().format();
        Value value = new Reading.Decimal(mark.digits(), format.decimals()).value();
        Quality quality = mark.uncertain() || isLate(mark) ? Quality.UNCERTAIN : Quality.GOOD;
        return new Measurement(point, value, quality, mark.at(), now);
    }
}
