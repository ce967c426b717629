package io.fieldpost.agent;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An alarm clock that others may ring early. Rings while nobody sleeps are remembered as one. */
public final class Wake implements Runnable {
    private final Semaphore rings = new Semaphore(0);

    /** Rings; any thread, never blocks. */
    @Override
    public void run() {
        if (rings.availablePermits() == 0) {
            rings.release();
        }
    }

    /** Sleeps until somebody rings, or for {@code nanos}. */
    public void await(long nanos) throws InterruptedException {
        if (rings.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            rings.drainPermits();
        }
    }
}
