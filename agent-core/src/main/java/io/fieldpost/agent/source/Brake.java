package io.fieldpost.agent.source;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Slows a thread of a driver's that does what it must not, again and again. It can't be stopped, but where it comes by in code of ours it can be made
 * to wait, so that it takes no processor from the others.
 */
public final class Brake {
    /** What was under way when a session ended costs nothing. */
    private static final long FREE = 10_000;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private Brake() {}

    /** @param count how many measurements came too late in this session so far */
    static void late(long count) {
        if (count > FREE) {
            pause();
        }
    }

    /** Keeps the calling thread for ten milliseconds. */
    public static void pause() {
        // A pause would be none for a thread that was interrupted, and it is to see that it was.
        boolean interrupted = Thread.interrupted();
        LockSupport.parkNanos(PAUSE_NANOS);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
