package io.fieldpost.driver.meters;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.serial.ByteLine;
import java.util.Arrays;

/** A line to simulated meters without a wire: what is not there at once never comes, so no test waits for a time limit. */
class MemoryLine implements ByteLine {
    private final SimulatedMeters meters;
    private byte[] waiting = {};
    private boolean closed;

    MemoryLine(SimulatedMeters meters) {
        this.meters = meters;
    }

    /** Puts bytes on the line that nobody asked for. */
    void comeUnasked(byte[] bytes) {
        int length = waiting.length;
        waiting = Arrays.copyOf(waiting, length + bytes.length);
        System.arraycopy(bytes, 0, waiting, length, bytes.length);
    }

    @Override
    public void write(byte[] bytes, long deadlineNanos) throws DriverException {
        if (closed) {
            throw new DriverException(DriverException.Reason.UNREACHABLE, "closed");
        }
        comeUnasked(meters.answerTo(bytes));
    }

    @Override
    public int read(byte[] into, int from, long deadlineNanos) {
        // In pieces, as a line at 2400 baud gives them.
        int length = Math.min(Math.min(waiting.length, 7), into.length - from);
        System.arraycopy(waiting, 0, into, from, length);
        waiting = Arrays.copyOfRange(waiting, length, waiting.length);
        return length;
    }

    @Override
    public int discard() {
        int length = waiting.length;
        waiting = new byte[0];
        return length;
    }

    @Override
    public void close() {
        closed = true;
    }
}
