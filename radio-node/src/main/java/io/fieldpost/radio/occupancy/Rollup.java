package io.fieldpost.radio.occupancy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes hours of quarters, or days of hours, aligned to the UTC clock. A period is finished by the first report of a later one, or by
 * the report that ends with it. Exact: the counts are summed. One thread.
 */
public final class Rollup {
    private final Duration period;
    private @Nullable OccupancyReport running;

    /**
     * @param period a divisor or multiple of a day, such as an hour or a day
     */
    public Rollup(Duration period) {
        this.period = period;
    }

    /** Takes over a report, and gives the period that it finishes. */
    public Optional<OccupancyReport> add(OccupancyReport report) {
        OccupancyReport before = running;
        if (before == null) {
            running = report;
        } else if (Clock.startOf(before.start(), period).equals(Clock.startOf(report.start(), period))) {
            running = before.plus(report);
        } else {
            // A gap kept the earlier period from ending by itself.
            running = report;
            return Optional.of(whole(before));
        }
        return endIfComplete();
    }

    /** What there is of the period that is running. */
    public Optional<OccupancyReport> soFar() {
        return Optional.ofNullable(running);
    }

    private Optional<OccupancyReport> endIfComplete() {
        OccupancyReport all = running;
        if (all == null) {
            return Optional.empty();
        }
        Instant end = Clock.startOf(all.start(), period).plus(period);
        if (all.start().plus(all.length()).isBefore(end)) {
            return Optional.empty();
        }
        running = null;
        return Optional.of(whole(all));
    }

    private OccupancyReport whole(OccupancyReport part) {
        return new OccupancyReport(
                Clock.startOf(part.start(), period),
                period,
                part.channels(),
                part.occupiedCells(),
                part.measuredCells(),
                part.excludedRows());
    }
}
