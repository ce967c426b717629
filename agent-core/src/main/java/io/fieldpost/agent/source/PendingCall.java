package io.fieldpost.agent.source;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call to a driver, from its begin to its outcome. Unlike a {@link java.util.concurrent.Future}, a call that was interrupted is
 * done only when it has really returned, so its thread is known to be free.
 *
 * @param <T> what it returns
 */
public final class PendingCall<T> implements Runnable {
    private final Callable<T> work;
    private final Runnable whenDone;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable Thread thread;
    private boolean interrupted;
    private @Nullable T result;
    private @Nullable Exception failure;

    /**
     * A call that has not begun.
     *
     * @param whenDone run on the call's thread right after it is done
     */
    public PendingCall(Callable<T> work, Runnable whenDone) {
        this.work = work;
        this.whenDone = whenDone;
    }

    /** Makes the call; never throws. The thread is left without an interrupt flag. */
    @Override
    public void run() {
        arrive(Thread.currentThread());
        try {
            result = work.call();
        } catch (Throwable t) {
            // Whatever comes out of a driver is an outcome, for the runner to name and count.
            failure = Retold.of(t);
        }
        leave();
        done.countDown();
        whenDone.run();
    }

    private synchronized void arrive(Thread current) {
        thread = current;
        if (interrupted) {
            current.interrupt();
        }
    }

    private synchronized void leave() {
        thread = null;
        Thread.interrupted();
    }

    /** Interrupts the call, now or as soon as it begins; nothing else that runs on its thread. */
    public synchronized void interrupt() {
        interrupted = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Whether it has returned. */
    public boolean isDone() {
        return done.getCount() == 0;
    }

    /** Waits until it has returned, at most so long. */
    public boolean await(long nanos) throws InterruptedException {
        return done.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    /** What it threw, in objects of our own; null when it returned. Only once it is done. */
    public @Nullable Exception failure() {
        return failure;
    }

    /** What it returned; null when it threw. Only once it is done. */
    public @Nullable T result() {
        return result;
    }
}
