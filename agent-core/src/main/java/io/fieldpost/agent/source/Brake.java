package io.fieldpost.agent.source;

import java.util.concurrent.TimeUnit;

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
        // For a thread that was interrupted a pause would be none, and it is to see that it was.
        // Parking it would not do: an interrupt lets the next park through at once.
        boolean interrupted = Thread.interrupted();
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
