package io.fieldpost.agent.source;

import org.jspecify.annotations.Nullable;

/** A daemon thread of ours in which a driver's code runs; a driver's own threads are none of these. */
public final class DriverThread extends Thread {
    /**
     * Makes one that has not begun.
     *
     * @param group whose threads it is to be counted with, as are those that the driver makes on it; null for the caller's
     */
    public DriverThread(@Nullable ThreadGroup group, Runnable work, String name) {
        super(group, work, name);
        setDaemon(true);
    }
}
