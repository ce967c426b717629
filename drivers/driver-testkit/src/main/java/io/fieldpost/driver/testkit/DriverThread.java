package io.fieldpost.driver.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Stands for the runner: one thread that makes every call to one driver, each with a deadline. */
final class DriverThread implements AutoCloseable {
    /** What the thread is named by; the agent's own are named the same way. */
    static final String NAME = "source-contract";

    private static final int STEADY_LOOKS = 100;
    private static final long LOOK_NANOS = 1_000_000;

    private final ExecutorService executor;
    private Duration deadline = Duration.ofSeconds(60);
    private volatile Thread thread = Thread.currentThread();
    private volatile boolean begun;

    DriverThread() {
        this.executor = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, NAME);
            made.setDaemon(true);
            thread = made;
            return made;
        });
    }

    void setDeadline(Duration deadline) {
        this.deadline = deadline;
    }

    /** A call that may throw anything. */
    @FunctionalInterface
    interface Call {
        void run() throws Exception;
    }

    void run(String what, Call call) throws Exception {
        call(what, () -> {
            call.run();
            return true;
        });
    }

    /** Makes a call and gives back what it returned or threw; an {@link AssertionError} when it took longer than the deadline. */
    <T> T call(String what, Callable<T> call) throws Exception {
        return await(what, executor.submit(call));
    }

    <T> Future<T> begin(Callable<T> call) {
        begun = false;
        return executor.submit(() -> {
            begun = true;
            return call.call();
        });
    }

    <T> T await(String what, Future<T> future) throws Exception {
        try {
            return future.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            AssertionError late = new AssertionError(what + " did not return within " + deadline.toMillis() + " ms");
            late.setStackTrace(thread.getStackTrace());
            thread.interrupt();
            throw late;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw new AssertionError(what + " failed with an error", e.getCause());
        }
    }

    /** Interrupts the call that is running, as the runner does after its deadline. */
    void interrupt() {
        thread.interrupt();
    }

    /** Whether the running call waits for something: the state in which a device would leave it. */
    private boolean isBlocked() {
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            // A thread in a socket's native read counts as runnable.
            case RUNNABLE -> {
                StackTraceElement[] stack = thread.getStackTrace();
                yield stack.length > 0 && stack[0].isNativeMethod();
            }
            case NEW, TERMINATED -> false;
        };
    }

    /**
     * Waits until the call that {@link #begin} made has been blocked in a wait or a native read for a while: loading a class blocks too,
     * and not for long.
     *
     * @throws AssertionError when it is not within the deadline
     */
    void awaitBlocked() {
        long end = System.nanoTime() + deadline.toNanos();
        int looks = 0;
        while (looks < STEADY_LOOKS) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the call never blocked on the silent device");
            }
            looks = begun && isBlocked() ? looks + 1 : 0;
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /**
     * Interrupts the call that {@link #begin} made once it is blocked as in {@link #awaitBlocked}.
     *
     * @return false when it ended before
     * @throws AssertionError when it neither blocks nor ends within the deadline
     */
    boolean interruptWhenBlocked(Future<?> call) {
        long end = System.nanoTime() + deadline.toNanos();
        int looks = 0;
        while (!call.isDone() && looks < STEADY_LOOKS) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the call neither ended nor blocked");
            }
            looks = begun && isBlocked() ? looks + 1 : 0;
            LockSupport.parkNanos(LOOK_NANOS);
        }
        if (call.isDone()) {
            return false;
        }
        interrupt();
        return true;
    }

    /** Lets what was begun end, and then the thread; waits for both until the deadline, because a driver writes files when it is closed. */
    @Override
    public void close() throws InterruptedException {
        executor.shutdown();
        executor.awaitTermination(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }
}
