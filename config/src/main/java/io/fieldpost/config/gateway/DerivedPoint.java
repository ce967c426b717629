package io.fieldpost.config.gateway;

import io.fieldpost.config.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One value that is worked out on the gateway from values of the same source. */
@Setting(
        "One value that is worked out from values of the same source, of 'points' or of derived points above it: by one of 'expression', 'rate' and 'window'.")
public record DerivedPoint(
        @Setting(
                value = "Name of this value, unique in its source.",
                pattern = "[A-Za-z0-9_./-]{1,128}",
                example = "total_power")
        String name,

        @Setting(value = "Unit of the value, a UCUM code.", byDefault = "1", example = "kW")
        String unit,

        @Setting(
                value =
                        "A sum, difference, product or quotient, or a condition, of points' names and numbers: + - * / ( ) < <= > >= == != and or not. Quotes around a name with other characters than letters, digits, '_' and '.': \"'line-1' + line_2\".",
                example = "speed > 10 and not fault")
        @Nullable
        String expression,

        @Setting(
                value =
                        "The counter whose rate it is: how much it rises in the time that 'per' says, between one value and the next.",
                example = "energy")
        @Nullable
        String rate,

        @Setting(
                value = "For 'rate': the time it is told for. Without it, a second.",
                min = "1ms",
                max = "1d",
                example = "1h")
        @Nullable
        Duration per,

        @Setting(
                value =
                        "For 'rate': the count at which the counter begins with zero again, such as 1000000 for six digits. Without it, a counter that falls was restarted.",
                min = "1",
                example = "1000000")
        @Nullable
        Double rollsOverAt,

        @Setting(
                value =
                        "The point that is summed up over windows of the clock (UTC), 'length' each: points NAME/min, NAME/mean and NAME/max.",
                example = "power")
        @Nullable
        String window,

        @Setting(
                value =
                        "For 'window': how long one is; a whole number of them makes a day. For 'rate': it is told once in each such window, over all of it; without it, with each count.",
                min = "1s",
                max = "1d",
                example = "5min")
        @Nullable
        Duration length,

        @Setting("For 'window': which of min, mean and max; without it, all three.")
        List<Statistic> statistics,

        @Setting(
                value =
                        "A number that has changed by no more than this since the last one kept, in the point's unit, is not kept.",
                min = "0",
                example = "0.5")
        @Nullable
        Double deadband,

        @Setting(
                value =
                        "A value that does not change, or not by more than 'deadband', is kept again after this time alone, so that the centre knows it lives.",
                min = "1s",
                max = "1d",
                example = "60s")
        @Nullable
        Duration heartbeat,

        @Setting(
                value = "At most one value in this time is kept: the last one, at its end. The others are counted.",
                min = "100ms",
                max = "1d",
                example = "1s")
        @Nullable
        Duration atMostEvery) {
    private static final Duration DAY = Duration.ofDays(1);

    public DerivedPoint {
        int ways = (expression == null ? 0 : 1) + (rate == null ? 0 : 1) + (window == null ? 0 : 1);
        if (ways != 1) {
            throw new IllegalArgumentException(
                    "exactly one of 'expression', 'rate' and 'window' says how it is worked out; "
                            + (ways == 0 ? "add one" : "remove the others"));
        }
        Reporting.check(heartbeat, atMostEvery);
        belongs("per", per != null, rate != null, "rate");
        belongs("rolls_over_at", rollsOverAt != null, rate != null, "rate");
        belongs("length", length != null, expression == null, "rate' and 'window");
        belongs("statistics", !statistics.isEmpty(), window != null, "window");
        boolean whole = window == null;
        belongs("deadband", deadband != null, whole, "expression' and 'rate");
        belongs("heartbeat", heartbeat != null, whole, "expression' and 'rate");
        belongs("at_most_every", atMostEvery != null, whole, "expression' and 'rate");
        if (statistics.stream().distinct().count() < statistics.size()) {
            throw new IllegalArgumentException("statistics: one of them is listed twice; remove it");
        }
        if (window != null && length == null) {
            throw new IllegalArgumentException("window: it needs a 'length' beside it, such as 5min");
        }
        if (length != null && DAY.toNanos() % length.toNanos() != 0) {
            throw new IllegalArgumentException(
                    "length: no whole number of them makes a day, so they would not begin with the hours; write it like 1min, 5min or 1h");
        }
    }

    private static void belongs(String key, boolean written, boolean allowed, String to) {
        if (written && !allowed) {
            throw new IllegalArgumentException(key + ": it belongs to '" + to + "' alone; remove it");
        }
    }

    /** The statistics that are told; empty for what is not a window. */
    public List<Statistic> told() {
        return window != null && statistics.isEmpty() ? List.of(Statistic.values()) : statistics;
    }

    /** The names of the points that it gives: its own, or one for each statistic of a window. */
    public List<String> outputs() {
        return window == null
                ? List.of(name)
                : told().stream().map(each -> output(name, each)).toList();
    }

    /** The point of one statistic of a window. */
    public static String output(String window, Statistic statistic) {
        return window + "/" + statistic.name().toLowerCase(Locale.ROOT);
    }
}
