package io.fieldpost.agent.publish;

import java.time.Duration;
import org.tinylog.Logger;

/** The thread of one destination, {@code publish-NAME}: it turns a runner's crank until it is closed. */
public final class PublishLoop implements AutoCloseable {
    private static final long FINISH_MILLIS = 600;
    private static final long JOIN_MILLIS = 900;
    private static final long AFTER_BUG_NANOS = Duration.ofSeconds(1).toNanos();

    private final PublishRunner runner;
    private final Thread thread;
    private volatile boolean closing;

    private PublishLoop(PublishRunner runner) {
        this.runner = runner;
        this.thread = new Thread(this::run, "publish-" + runner.destination());
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    public static PublishLoop start(PublishRunner runner) {
        PublishLoop loop = new PublishLoop(runner);
        loop.thread.start();
        return loop;
    }

    private void run() {
        try {
            while (!closing) {
                runner.wake().await(step());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        runner.finish(FINISH_MILLIS);
    }

    private long step() {
        try {
            return runner.step(System.nanoTime());
        } catch (RuntimeException e) {
            // A mistake of ours must not end the delivery of everything else: say it, and go on a little later.
            Logger.error(e, "destination {} goes on after a mistake of its own", runner.destination());
            return AFTER_BUG_NANOS;
        }
    }

    /** Ends it within a second: tells the death, says good-bye, or gives up. */
    @Override
    public void close() {
        closing = true;
        runner.wake().run();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
