package io.fieldpost.driver.serial;

import io.fieldpost.driver.DriverException;

/**
 * Bytes to and from whatever hangs on a line. For one thread. No call waits longer than its deadline, and an interrupt ends a wait with a
 * {@link DriverException} and the thread's flag set: at once over TCP, within 100 ms on a serial port.
 *
 * <p>Deadlines are {@link System#nanoTime} values: a line lives in real time, whatever clock stamps what is read from it.
 */
public interface ByteLine extends AutoCloseable {
    /**
     * Sends all bytes.
     *
     * @throws DriverException {@code UNREACHABLE} when the line is gone, {@code TIMEOUT} when it did not take them by the deadline
     */
    void write(byte[] bytes, long deadlineNanos) throws DriverException;

    /**
     * Waits for at least one byte.
     *
     * @param into where the bytes go, from index {@code from} to its end at most
     * @return how many came; 0 when none came by the deadline
     * @throws DriverException {@code UNREACHABLE} when the line is gone
     */
    int read(byte[] into, int from, long deadlineNanos) throws DriverException;

    /**
     * Throws away what has come unasked, without waiting.
     *
     * @return how many bytes that was, at most some thousands: a line that never stops talking does not hold this call
     */
    int discard() throws DriverException;

    /** Frees the port or socket; a second call does nothing. */
    @Override
    void close();
}
