package io.fieldpost.driver.serial;

import io.fieldpost.driver.DriverException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A thread of its own that listens to a line until it is closed, for devices that speak unasked. It alone uses the line, and frees it at
 * its end. What it does is one step again and again; a step that waits heeds interrupts, as a {@link ByteLine} does.
 */
public final class LineListener implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final Thread thread;
    private volatile boolean closed;

    /** One wait for the device, and what comes of it. */
    @FunctionalInterface
    public interface Step {
        /** @throws DriverException when the session is over */
        void take() throws DriverException;
    }

    private LineListener(String name, ByteLine line, Step step, Consumer<DriverException> lost) {
        this.thread = new Thread(() -> listen(line, step, lost), name);
        thread.setDaemon(true);
    }

    /**
     * Begins to listen.
     *
     * @param name of the thread
     * @param lost told once when the session ended by itself; on the listening thread
     */
    public static LineListener start(String name, ByteLine line, Step step, Consumer<DriverException> lost) {
        LineListener listener = new LineListener(name, line, step, lost);
        listener.thread.start();
        return listener;
    }

    private void listen(ByteLine line, Step step, Consumer<DriverException> lost) {
        try (line) {
            while (!closed) {
                step.take();
            }
        } catch (DriverException e) {
            tell(e, lost);
        } catch (RuntimeException e) {
            // Whoever made this thread must hear of its end, or the source would be silent for good.
            tell(new DriverException(DriverException.Reason.PROTOCOL, "listening ended by a mistake: " + e, e), lost);
        }
    }

    private void tell(DriverException end, Consumer<DriverException> lost) {
        if (!closed) {
            lost.accept(end);
        }
    }

    /** Ends it, and waits until it has ended: nothing is heard any more afterwards. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
