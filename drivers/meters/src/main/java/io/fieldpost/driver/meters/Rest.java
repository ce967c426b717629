package io.fieldpost.driver.meters;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long somebody who did not answer is left alone: twice as long each time, up to a bound. For one thread. */
final class Rest {
    private static final Duration USUALLY_LONGEST = Duration.ofMinutes(5);

    private final Duration first;
    private final Duration longest;
    private Duration length;
    private @Nullable Instant since;

    Rest(Duration first) {
        this.first = first;
        this.longest = first.compareTo(USUALLY_LONGEST) < 0 ? USUALLY_LONGEST : first;
        this.length = first;
    }

    /** Begins, or begins again, longer. */
    void begin(Instant now) {
        length = since == null ? first : shorter(length.multipliedBy(2), longest);
        since = now;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    void end() {
        since = null;
    }

    /** Whether there was no answer the last time. */
    boolean hasBegun() {
        return since != null;
    }

    /** Whether to ask; also when the clock was set back behind the last time, so that nobody waits for hours. */
    boolean isOver(Instant now) {
        return since == null || now.isBefore(since) || !now.isBefore(since.plus(length));
    }
}
