package io.fieldpost.radio.receiver;

import io.fieldpost.driver.DriverException;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way from the thread that reads them to the one that uses them. Bounded by cells, 4 MiB of levels: when they are not fetched,
 * the oldest go first and are counted, but the last one always stays.
 */
public final class RowQueue {
    private static final long MAX_CELLS = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<SpectrumRow> rows = new ArrayDeque<>();
    private long cells;
    private long dropped;
    private boolean finished;
    private @Nullable DriverException end;

    /** Adds a row; never waits. */
    public void offer(SpectrumRow row) {
        lock.lock();
        try {
            rows.add(row);
            cells += row.cells();
            while (cells > MAX_CELLS && rows.size() > 1) {
                cells -= rows.remove().cells();
                dropped++;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the rows as a file does: after what has arrived, {@link #take} gives null. */
    public void finish() {
        lock.lock();
        try {
            finished = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the rows with a failure, once what has arrived is taken. Only the first counts. */
    public void end(DriverException cause) {
        lock.lock();
        try {
            end = end == null ? cause : end;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next row.
     *
     * @return null at the end
     * @throws DriverException the cause of the end, or what {@code late} gives after that long without a row
     */
    public @Nullable SpectrumRow take(Duration patience, Late late) throws DriverException, InterruptedException {
        return next(patience, late);
    }

    /**
     * The next row, if there is one in this time; null otherwise.
     *
     * @throws DriverException the cause of the end
     */
    public @Nullable SpectrumRow poll(Duration patience) throws DriverException, InterruptedException {
        return next(patience, null);
    }

    private @Nullable SpectrumRow next(Duration patience, @Nullable Late late)
            throws DriverException, InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (rows.isEmpty()) {
                if (end != null) {
                    throw end;
                }
                if (finished) {
                    return null;
                }
                if (left <= 0) {
                    if (late == null) {
                        return null;
                    }
                    throw late.failure();
                }
                left = changed.awaitNanos(left);
            }
            SpectrumRow row = rows.remove();
            cells -= row.cells();
            return row;
        } finally {
            lock.unlock();
        }
    }

    /** Words for rows that don't come. */
    @FunctionalInterface
    public interface Late {
        DriverException failure();
    }

    /** Rows that nobody fetched. Any thread. */
    public long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }
}
