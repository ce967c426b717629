package io.fieldpost.driver.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Bytes to and from one server. For one thread, whose interrupt ends every wait with an {@link java.io.InterruptedIOException} and stays
 * set; a deadline ends it with its subclass {@link java.net.SocketTimeoutException}.
 */
interface Wire extends AutoCloseable {
    /**
     * Waits for bytes.
     *
     * @param into has room
     * @param deadlineNanos of {@link System#nanoTime}
     * @return how many came, at least one; negative at the end
     */
    int read(ByteBuffer into, long deadlineNanos) throws IOException;

    /** Sends all bytes. */
    void write(ByteBuffer bytes, long deadlineNanos) throws IOException;

    /** Whether it rests, as far as can be seen without waiting: open, and nothing has come that nobody asked for. */
    boolean isAtRest();

    @Override
    void close();
}
