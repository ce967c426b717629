package io.fieldpost.agent.publish;

import java.time.DateTimeException;
import java.time.Instant;

/** Times as the JSON profile counts them: whole ticks of 100 ns between two instants. Years 1 to 9999; others are moved to the nearest end. */
final class Ticks {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999900Z");
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
     * Ticks from {@code base} to {@code time}, after this was cut.
     *
     * @param base an instant that {@link #cut} has made
     */
    static long between(Instant base, Instant time) {
        long second = time.getEpochSecond();
        if (second >= EARLIEST.getEpochSecond() && second < LATEST.getEpochSecond()) {
            // What comes thousands of times a second needs no Instant of its own.
            return (second - base.getEpochSecond()) * PER_SECOND + (time.getNano() / NANOS - base.getNano() / NANOS);
        }
        Instant cut = cut(time);
        return (cut.getEpochSecond() - base.getEpochSecond()) * PER_SECOND + (cut.getNano() - base.getNano()) / NANOS;
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
