package io.fieldpost.agent.store;

import java.util.concurrent.locks.LockSupport;

/** Steps a store as often as the agent's engine does, on a thread of its own. */
final class HouseKeeper implements AutoCloseable {
    private static final long INTERVAL_NANOS = 100_000_000L;

    private final Thread thread;
    private volatile boolean stopping;

    HouseKeeper(Contender contender) {
        thread = new Thread(() -> run(contender), "house-keeper");
        thread.start();
    }

    long threadId() {
        return thread.getId();
    }

    private void run(Contender contender) {
        while (!stopping) {
            LockSupport.parkNanos(INTERVAL_NANOS);
            contender.step(System.nanoTime());
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join();
    }
}
