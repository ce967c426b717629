package io.fieldpost.driver.modbus.line;

import java.io.IOException;

/** Bytes to and from a device. One thread, which may be interrupted: then the call in progress fails and the line is of no more use. */
interface ByteLine extends AutoCloseable {
    /**
     * Sends all bytes.
     *
     * @throws IOException when the line is lost
     */
    void write(byte[] bytes) throws IOException;

    /**
     * Waits for bytes, and takes those that are there.
     *
     * @param length how many fit from {@code offset} on, at least 1
     * @return how many came; 0 when none did in time
     * @throws IOException when the line is lost
     */
    int read(byte[] into, int offset, int length, long timeoutNanos) throws IOException;

    /** Takes bytes that are there already; 0 when there are none. */
    int take(byte[] into) throws IOException;

    @Override
    void close();
}
