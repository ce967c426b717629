package io.fieldpost.driver.serial;

import io.fieldpost.driver.DriverException;
import org.jspecify.annotations.Nullable;

/** Hears a device that speaks in lines. Bounded in memory by the longest line, however the device behaves. For one thread. */
public final class LineReader {
    private static final int MOST_AT_ONCE = 512;
    /** Between two characters of one line it is never so quiet at 300 baud, and between two lines nearly always. */
    private static final long FIRST_PATIENCE_NANOS = 50_000_000;

    private final ByteLine line;
    private final LineSplitter splitter;
    private final byte[] bytes = new byte[MOST_AT_ONCE];
    private int at;
    private int length;
    private long patienceNanos = FIRST_PATIENCE_NANOS;
    private final long usualPatienceNanos;
    private long lastByteNanos = System.nanoTime();

    /** Begins to listen now: if a byte comes within the next 50 ms, it may be the middle of a line, which is told as joined. */
    public LineReader(ByteLine line, LineShape shape) {
        this.line = line;
        this.splitter = new LineSplitter(shape);
        this.usualPatienceNanos = shape.patience().toNanos();
    }

    /**
     * Waits for what the device says next.
     *
     * @param deadlineNanos as {@link ByteLine#read}; one that has passed gives what has come already
     * @return null when nothing was complete by the deadline
     * @throws DriverException when the line is gone, or the thread interrupted
     */
    public @Nullable Heard next(long deadlineNanos) throws DriverException {
        boolean last = false;
        while (true) {
            while (at < length) {
                Heard heard = splitter.accept(bytes[at++]);
                if (heard != null) {
                    return heard;
                }
            }
            if (last) {
                return null;
            }
            // A device that never stops talking has bytes at every look, and holds nobody beyond the deadline.
            last = deadlineNanos - System.nanoTime() <= 0;
            Heard left = receive(deadlineNanos);
            if (left != null) {
                return left;
            }
        }
    }

    /**
     * Waits until it is known where the next line begins, a tenth of a second at most: before a first request, so that its answer is not taken
     * for the rest of a line. What comes meanwhile is forgotten.
     */
    public void settle() throws DriverException {
        long deadline = System.nanoTime() + 2 * FIRST_PATIENCE_NANOS;
        while (splitter.isWithin() && deadline - System.nanoTime() > 0) {
            // Until it falls silent, a null is the deadline.
            next(Math.min(deadline, lastByteNanos + patienceNanos));
        }
    }

    /** When the last byte came, or listening began; as {@link System#nanoTime}. */
    public long lastByteNanos() {
        return lastByteNanos;
    }

    private @Nullable Heard receive(long deadlineNanos) throws DriverException {
        long silentAt = lastByteNanos + patienceNanos;
        boolean mayFallSilent = splitter.isWithin();
        long until = mayFallSilent && silentAt - deadlineNanos < 0 ? silentAt : deadlineNanos;
        int came = line.read(bytes, 0, until);
        at = 0;
        length = came;
        if (came > 0) {
            lastByteNanos = System.nanoTime();
            patienceNanos = usualPatienceNanos;
            return null;
        }
        return mayFallSilent && silentAt - System.nanoTime() <= 0 ? fallSilent() : null;
    }

    private @Nullable Heard fallSilent() {
        patienceNanos = usualPatienceNanos;
        return splitter.silence();
    }
}
