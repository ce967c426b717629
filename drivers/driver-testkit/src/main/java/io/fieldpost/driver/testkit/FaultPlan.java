package io.fieldpost.driver.testkit;

import java.time.Duration;

/** What a proxy does to the bytes that pass. Any thread. */
final class FaultPlan {
    private boolean paused;
    private boolean ended;
    private long delayNanos;
    private int corruptEvery;

    synchronized void pause(boolean on) {
        paused = on;
        notifyAll();
    }

    synchronized void delay(Duration each) {
        delayNanos = each.toNanos();
    }

    synchronized void corrupt(int every) {
        corruptEvery = every;
    }

    /** Nobody waits any longer. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Waits until a chunk may pass. */
    synchronized void hold() throws InterruptedException {
        long end = System.nanoTime() + delayNanos;
        long left = delayNanos;
        while (!ended && (paused || left > 0)) {
            wait(paused ? 0 : left / 1_000_000 + 1);
            left = end - System.nanoTime();
        }
    }

    /**
     * Damages a chunk.
     *
     * @param passed bytes of this direction before the chunk
     */
    synchronized void damage(byte[] chunk, int length, long passed) {
        if (corruptEvery > 0) {
            long first = Math.floorMod(-passed - 1, (long) corruptEvery);
            for (long i = first; i < length; i += corruptEvery) {
                chunk[(int) i] ^= (byte) 0xFF;
            }
        }
    }
}
