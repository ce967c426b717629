package io.fieldpost.driver.nmea;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Makes whole times of the times of day that most sentences tell, by the last whole one. A date before {@link #EARLIEST} is not believed: a
 * receiver whose week number has run over is 1024 weeks behind, and one that has not found the time yet begins in 2000 or 1980. For one thread.
 */
final class UtcDay {
    static final LocalDate EARLIEST = LocalDate.of(2025, 1, 1);

    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private @Nullable Instant last;

    /** @return null when the date is not believed, or one of the two is missing */
    @Nullable
    Instant whole(@Nullable LocalDate date, @Nullable LocalTime time) {
        if (date == null || time == null) {
            return null;
        }
        last = date.isBefore(EARLIEST) ? null : date.atTime(time).toInstant(ZoneOffset.UTC);
        return last;
    }

    /** @return null while the day is not known */
    @Nullable
    Instant of(@Nullable LocalTime time) {
        if (last == null || time == null) {
            return null;
        }
        Instant at = last.atOffset(ZoneOffset.UTC).toLocalDate().atTime(time).toInstant(ZoneOffset.UTC);
        Duration ahead = Duration.between(last, at);
        if (ahead.compareTo(HALF_A_DAY) > 0) {
            return at.minus(Duration.ofDays(1));
        }
        return ahead.compareTo(HALF_A_DAY.negated()) < 0 ? at.plus(Duration.ofDays(1)) : at;
    }
}
