package io.fieldpost.radio;

import java.time.Duration;

/** The computing thread of one driver. */
final class NodeThread {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final Thread thread;

    private NodeThread(Thread thread) {
        this.thread = thread;
    }

    /** Starts {@code SOURCE-spectrum}. */
    static NodeThread start(String source, Runnable work) {
        Thread thread = new Thread(work, source + "-spectrum");
        thread.setDaemon(true);
        thread.start();
        return new NodeThread(thread);
    }

    /** Interrupts it, and waits two seconds for its end. */
    void stop() {
        thread.interrupt();
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
