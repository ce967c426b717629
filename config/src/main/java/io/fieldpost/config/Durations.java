package io.fieldpost.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Durations as a technician writes them: {@code 500ms}, {@code 1s}, {@code 2min}, {@code 1h30min}, {@code 1d}, {@code 0s}. */
public final class Durations {
    /** So that {@link Duration#toNanos()} never overflows. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);

    static final UnitScale SCALE = new UnitScale(
            "a duration",
            "500ms, 1s or 1h30min",
            List.of(
                    UnitScale.Unit.of("ns", 1),
                    UnitScale.Unit.of("us", 1_000),
                    UnitScale.Unit.of("ms", 1_000_000),
                    UnitScale.Unit.of("s", 1_000_000_000),
                    UnitScale.Unit.of("min", 60_000_000_000L),
                    UnitScale.Unit.of("h", 3_600_000_000_000L),
                    UnitScale.Unit.of("d", 86_400_000_000_000L)),
            Map.of(
                    "m", "min", "mins", "min", "minutes", "min", "minute", "min", "sec", "s", "seconds", "s", "hours",
                    "h", "hour", "h", "days", "d", "day", "d"),
            true);

    private Durations() {}

    /**
     * Reads a duration of at most 36500 days, to the nanosecond.
     *
     * @throws IllegalArgumentException with a fact for the technician
     */
    public static Duration parse(String text) {
        BigDecimal nanos = SCALE.parse(text);
        if (nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0) {
            throw SCALE.refusal(text, "longer than 36500d");
        }
        try {
            return Duration.ofNanos(nanos.longValueExact());
        } catch (ArithmeticException inexact) {
            throw SCALE.refusal(text, "not a whole number of nanoseconds");
        }
    }

    /** The shortest exact form, which {@link #parse} reads back if the duration is not negative. */
    public static String format(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds());
        BigDecimal nanos = seconds.multiply(NANOS_PER_SECOND).add(BigDecimal.valueOf(duration.getNano()));
        return nanos.signum() == 0 ? "0s" : SCALE.shortest(nanos);
    }
}
