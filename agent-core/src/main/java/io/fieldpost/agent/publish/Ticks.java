package io.fieldpost.agent.publish;

import java.time.DateTimeException;
import java.time.Instant;

/** Times as the JSON profile counts them: whole ticks of 100 ns between two instants. Years 1 to 9999; others are moved to the nearest end. */
final class Ticks {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999900Z");
    private static final long EARLIEST_SECOND = EARLIEST.getEpochSecond();
    private static final long LATEST_SECOND = LATEST.getEpochSecond();
    private static final long PER_SECOND = 10_000_000;
    private static final int NANOS = 100;

    private Ticks() {}

    /** The same instant without what is finer than a tick, within the years that can be written. */
    static Instant cut(Instant time) {
        if (time.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return time.isAfter(LATEST)
                ? LATEST
                : Instant.ofEpochSecond(time.getEpochSecond(), time.getNano() - time.getNano() % NANOS);
    }

    /**
     * Ticks from {@code base} to another time, after this was cut. What comes thousands of times a second needs no Instant of its own.
     *
     * @param base an instant that {@link #cut} has made
     * @param second seconds since 1970 of the other one
     * @param nanos nanoseconds within its second
     */
    static long between(Instant base, long second, int nanos) {
        long baseSecond = base.getEpochSecond();
        int baseTicks = base.getNano() / NANOS;
        if (second < EARLIEST_SECOND) {
            return (EARLIEST_SECOND - baseSecond) * PER_SECOND - baseTicks;
        }
        return second > LATEST_SECOND
                ? (LATEST_SECOND - baseSecond) * PER_SECOND + PER_SECOND - 1 - baseTicks
                : (second - baseSecond) * PER_SECOND + nanos / NANOS - baseTicks;
    }

    /** The instant that lies {@code ticks} after {@code base}. */
    static Instant after(Instant base, long ticks) throws ProfileException {
        try {
            return base.plusSeconds(Math.floorDiv(ticks, PER_SECOND))
                    .plusNanos(Math.floorMod(ticks, PER_SECOND) * NANOS);
        } catch (DateTimeException | ArithmeticException e) {
            throw new ProfileException("no instant lies " + ticks + " ticks after " + base, e);
        }
    }
}
