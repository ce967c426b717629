package io.fieldpost.radio.receiver;

import io.fieldpost.driver.DriverException;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that measures spectra by itself, such as an R&amp;S monitoring receiver or the program {@code rtl_power}. Threads and life as
 * for {@link Receiver}.
 */
public interface PanoramaReceiver extends AutoCloseable {
    /**
     * Connects and begins to measure.
     *
     * @return what it says it is
     * @throws DriverException {@code UNREACHABLE}, {@code TIMEOUT}, or {@code PROTOCOL} when it is something else
     */
    String open() throws DriverException;

    /**
     * Waits for the next complete row.
     *
     * @param patience how long nothing may arrive
     * @return null at the end of a source that ends, such as a file
     * @throws DriverException {@code TIMEOUT} after that long without a row, or why the connection ended
     */
    @Nullable
    SpectrumRow take(Duration patience) throws DriverException, InterruptedException;

    /** How many rows, datagrams or lines were lost or refused since it was opened, as far as that can be known. Any thread. */
    long dropped();

    /** Frees sockets, processes and threads. Any state; does not throw. */
    @Override
    void close();
}
