package io.fieldpost.radio.node;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The body of the thread that takes rows and what comes beside them: receptions in, results out, until it is interrupted or the receiver is
 * lost. Rows may come minutes apart, so what others want of the missions is done by their own thread, under a lock that is held here while a row is worked on.
 */
public final class PanoramaLoop implements Runnable {
    private final PanoramaParts parts;
    private final PanoramaWork missions;
    private final DriverContext context;
    private final LongSupplier nanoTime;
    private final RowHealth health;
    private final ReentrantLock lock = new ReentrantLock();
    private long rows;

    PanoramaLoop(PanoramaParts parts, PanoramaWork missions, DriverContext context, LongSupplier nanoTime) {
        this.parts = parts;
        this.missions = missions;
        this.context = context;
        this.nanoTime = nanoTime;
        health = new RowHealth(parts, nanoTime.getAsLong());
    }

    /** Does something with the missions while no row is worked on. Any thread. */
    void request(Runnable what) {
        lock.lock();
        try {
            what.run();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DriverException e) {
            lost(e);
        } catch (RuntimeException e) {
            // A fault of ours in one mission must not look like a silent band.
            lost(new DriverException(Reason.PROTOCOL, "a mission failed, " + e, e));
        } finally {
            request(this::end);
        }
    }

    /** What fails because this thread was told to end is no loss. */
    private void lost(DriverException cause) {
        if (!Thread.currentThread().isInterrupted()) {
            context.connectionLost(cause);
        }
    }

    private void end() {
        missions.end();
        parts.surroundings().close();
        Recordings recordings = parts.recordings();
        if (recordings != null) {
            recordings.close();
        }
    }

    /** Takes one reception through. */
    private void step() throws DriverException, InterruptedException {
        Reception reception = parts.instrument().take();
        if (reception == null) {
            throw new DriverException(
                    Reason.UNREACHABLE,
                    "the file of rows has ended after " + rows + " rows: "
                            + parts.surroundings().receiver());
        }
        lock.lockInterruptibly();
        try {
            long nowNanos = nanoTime.getAsLong();
            parts.surroundings().step(nowNanos);
            missions.step(reception);
            if (reception instanceof Reception.Row row) {
                rows++;
                health.step(row.row(), nowNanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
