package io.fieldpost.agent.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;

/** Runs calls on the test's own thread: at once, or when the test says so. */
final class TurnedCalls implements DriverCalls {
    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean holding;
    int abandoned;
    int mostAbandoned = 3;
    boolean closed;
    PendingCall<?> newest = new PendingCall<>(() -> true, () -> {});

    @Override
    public <T> PendingCall<T> begin(Callable<T> work) {
        PendingCall<T> call = new PendingCall<>(work, () -> {});
        newest = call;
        held.add(call);
        if (!holding) {
            release();
        }
        return call;
    }

    /** From now on calls do not return until {@link #release}. */
    void hold() {
        holding = true;
    }

    /** Lets the calls that are held return. */
    void release() {
        holding = false;
        while (!held.isEmpty()) {
            held.remove().run();
        }
    }

    @Override
    public boolean abandon(Runnable last) {
        if (abandoned >= mostAbandoned) {
            return false;
        }
        abandoned++;
        held.clear();
        return true;
    }

    @Override
    public int abandoned() {
        return abandoned;
    }

    @Override
    public void close() {
        closed = true;
    }
}
