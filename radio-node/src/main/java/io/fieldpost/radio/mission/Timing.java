package io.fieldpost.radio.mission;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When a mission runs.
 *
 * @param every from the start of one run to the start of the next; null for a single run
 * @param priority the larger goes first and takes the receiver away from a smaller one
 * @param from not before this; null for at once
 * @param until not after this, and then the mission is over; null for always
 * @param during the hours at which it may begin a run
 */
public record Timing(
        @Nullable Duration every,
        int priority,
        @Nullable Instant from,
        @Nullable Instant until,
        Predicate<Instant> during) {
    /** Priority of a mission that names none. */
    public static final int USUAL_PRIORITY = 50;

    /** Again and again, at any time, with the usual priority. */
    public static Timing each(Duration every) {
        return new Timing(every, USUAL_PRIORITY, null, null, time -> true);
    }

    /** Once, as soon as the receiver is free of what is more urgent. */
    public static Timing once(int priority) {
        return new Timing(null, priority, null, null, time -> true);
    }

    /** Whether a run may begin at a time. */
    public boolean allows(Instant now) {
        return (from == null || !now.isBefore(from)) && during.test(now);
    }

    /** Whether no more runs begin from a time on. */
    public boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }
}
