package io.fieldpost.agent.source;

import java.util.concurrent.Callable;

/** Runs the calls to one source's driver, one after the other, on a thread that may be lost to them. Used by one runner. */
public interface DriverCalls {
    /** Begins a call; it waits for those begun before. Returns at once. */
    <T> PendingCall<T> begin(Callable<T> work);

    /**
     * Leaves the thread to a call that does not return. The next call gets a new thread.
     *
     * @param last run on the old thread when the call returns after all; then that thread ends
     * @return false when too many threads have been left already; nothing has changed then
     */
    boolean abandon(Runnable last);

    /** Threads left to a call that has not returned yet. */
    int abandoned();

    /** Lets the thread end once the calls begun have returned. */
    void close();
}
