package io.fieldpost.driver.modbus.line;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The silence between two exchanges, which many meters need to turn their line around. */
final class Pause {
    private final long nanos;
    private long over = System.nanoTime();

    Pause(Duration least) {
        this.nanos = least.toNanos();
    }

    /** An exchange ended. */
    void begin() {
        over = System.nanoTime() + nanos;
    }

    /** Waits until the next may begin. */
    void await() throws InterruptedIOException {
        for (long left = left(); left > 0; left = left()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted between two requests");
            }
        }
    }

    private long left() {
        return nanos == 0 ? 0 : over - System.nanoTime();
    }
}
