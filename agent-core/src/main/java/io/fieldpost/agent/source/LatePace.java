package io.fieldpost.agent.source;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Slows a thread that goes on handing over to a session that has ended: it can't be stopped, but each of its calls comes by here. The first ones are
 * the rest of what was under way and cost nothing.
 */
final class LatePace {
    private static final long FREE = 10_000;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private LatePace() {}

    /** @param count how many came too late in this session so far */
    static void slow(long count) {
        if (count > FREE) {
            // A pause would be none for a thread that was interrupted, and it is to see that it was.
            boolean interrupted = Thread.interrupted();
            LockSupport.parkNanos(PAUSE_NANOS);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
