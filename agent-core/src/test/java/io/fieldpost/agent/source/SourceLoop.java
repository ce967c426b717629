package io.fieldpost.agent.source;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Steps runners from one thread, as the agent does: sleeps until the earliest is due, or one wakes it. */
final class SourceLoop implements Runnable {
    private final Thread thread = new Thread(this, "sources");
    private volatile List<SourceRunner> runners = List.of();
    private volatile boolean ended;

    void start(List<SourceRunner> all) {
        runners = all;
        thread.setDaemon(true);
        thread.start();
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (!ended) {
            long now = System.nanoTime();
            long wait = Long.MAX_VALUE;
            for (SourceRunner runner : runners) {
                runner.step(now);
                wait = Math.min(wait, runner.nanosUntilStep(now));
            }
            LockSupport.parkNanos(wait);
        }
    }

    void end() throws InterruptedException {
        ended = true;
        wake();
        thread.join(60_000);
    }
}
