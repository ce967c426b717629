package io.fieldpost.driver.simulated;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a signal repeats, written {@code 500ms}, {@code 10s}, {@code 1min}, {@code 1h} or {@code 1d}.
 *
 * @param nanos positive; at most 365 days
 */
record Period(long nanos) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|min|h|d)");
    private static final Map<String, Long> UNITS = Map.of(
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "min",
            60_000_000_000L,
            "h",
            3_600_000_000_000L,
            "d",
            86_400_000_000_000L);
    private static final long LONGEST = 365 * 86_400_000_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    static Period parse(String text) throws AddressException {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            BigDecimal unit = BigDecimal.valueOf(UNITS.getOrDefault(matcher.group(2), 0L));
            BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(unit);
            if (nanos.compareTo(BigDecimal.ONE) >= 0 && nanos.compareTo(BigDecimal.valueOf(LONGEST)) <= 0) {
                return new Period(nanos.longValue());
            }
        }
        throw new AddressException("period '" + text
                + "' is not a duration above 0 and up to 365d; write it like 500ms, 10s, 1min, 1h or 1d");
    }

    /** How many whole periods lie between 1970 and a time. */
    long index(Instant time) {
        return Math.floorDiv(nanosSince1970(time), nanos);
    }

    /** How far a time lies in its period, from 0 to below 1. */
    double phase(Instant time) {
        return (double) Math.floorMod(nanosSince1970(time), nanos) / nanos;
    }

    /** Fits until the year 2262. */
    private static long nanosSince1970(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS_PER_SECOND), time.getNano());
    }
}
