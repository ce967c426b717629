package io.fieldpost.agent;

import io.fieldpost.config.Durations;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Something that fails and recovers, in the log and in a counter at once: the first failure is a WARN, those that follow are
 * DEBUG, the recovery is an INFO with count and duration. What fails every few seconds counts as one outage until it was quiet for a
 * while, so that it can't fill the card with its log. Written by one thread; the counter may be read by any.
 */
public final class Outage {
    private final String subject;
    private final long quietNanos;
    private final AtomicLong total = new AtomicLong();
    private long inARow;
    private long sinceNanos;
    private long lastNanos;

    /**
     * Nothing has failed yet.
     *
     * @param quiet how long nothing may have failed before it counts as recovered
     */
    public Outage(String subject, Duration quiet) {
        this.subject = subject;
        this.quietNanos = quiet.toNanos();
    }

    /**
     * Counts and logs one failure.
     *
     * @param trace what to print the stack of, for a failure that is a mistake in code; else null
     */
    public void failed(long now, String message, @Nullable Throwable trace) {
        total.incrementAndGet();
        inARow++;
        lastNanos = now;
        if (inARow > 1) {
            Logger.debug("{}: {} (failure {} in a row)", subject, message, inARow);
            return;
        }
        sinceNanos = now;
        if (trace == null) {
            Logger.warn("{}: {}", subject, message);
        } else {
            Logger.warn(trace, "{}: {}", subject, message);
        }
    }

    /** Logs the recovery, if anything had failed and not just now. */
    public void recovered(long now) {
        if (inARow > 0 && now - lastNanos >= quietNanos) {
            Duration lasted = Duration.ofSeconds(TimeUnit.NANOSECONDS.toSeconds(now - sinceNanos));
            String failures = inARow == 1 ? "1 failure" : inARow + " failures";
            Logger.info("{}: works again after {} in {}", subject, failures, Durations.format(lasted));
            inARow = 0;
        }
    }

    /** Failures since the last recovery. */
    public long inARow() {
        return inARow;
    }

    /** Failures since the start. Any thread. */
    public long total() {
        return total.get();
    }
}
