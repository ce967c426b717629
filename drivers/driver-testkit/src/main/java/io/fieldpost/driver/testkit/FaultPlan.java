package io.fieldpost.driver.testkit;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a proxy does to the bytes that pass. Any thread. */
final class FaultPlan {
    /** Bytes by which garbling makes a chunk longer than twice its length. */
    static final int MOST_ADDED = 64;

    private boolean paused;
    private boolean ended;
    private long delayNanos;
    private long dripNanos;
    private int corruptEvery;
    private @Nullable Garbling garbling;

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

    synchronized void garble(long seed) {
        garbling = new Garbling(seed);
    }

    synchronized void drip(Duration each) {
        dripNanos = each.toNanos();
    }

    synchronized void heal() {
        paused = false;
        delayNanos = 0;
        dripNanos = 0;
        corruptEvery = 0;
        garbling = null;
        notifyAll();
    }

    /** Nobody waits any longer. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Waits until a chunk may pass. */
    synchronized void hold() throws InterruptedException {
        long begin = System.nanoTime();
        while (!ended && (paused || System.nanoTime() - begin < delayNanos)) {
            wait(paused ? 0 : millisLeft(begin, delayNanos));
        }
    }

    /** Waits until the next byte of an answer may pass. */
    synchronized void holdByte() throws InterruptedException {
        long begin = System.nanoTime();
        while (!ended && System.nanoTime() - begin < dripNanos) {
            wait(millisLeft(begin, dripNanos));
        }
    }

    private static long millisLeft(long begin, long nanos) {
        return Math.max(0, begin + nanos - System.nanoTime()) / 1_000_000 + 1;
    }

    synchronized boolean drips() {
        return dripNanos > 0;
    }

    /** What becomes of a chunk that the device answered. */
    synchronized byte[] answered(byte[] chunk, int length) {
        byte[] whole = Arrays.copyOf(chunk, length);
        return garbling == null ? whole : garbling.apply(whole);
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
