package io.fieldpost.driver;

/**
 * One session with one device. Its runner calls every method from one thread of its own, in this order: {@code open}, then reads or
 * one {@code start}, then {@code close}; after a failure it closes this driver and creates a new one. Every call has a deadline,
 * after which the thread is interrupted.
 *
 * <p>A driver implements {@link PolledDriver} or {@link StreamingDriver}. It never schedules, retries, keeps a state for others to
 * see, or logs a failure that it throws: the runner does.
 */
public interface Driver extends AutoCloseable {
    /**
     * Connects. Called once.
     *
     * @throws DriverException when the device can't be reached or refuses; {@link #close} is called next
     */
    void open() throws DriverException;

    /** Frees everything: threads, sockets, files. Called once, also after a failed {@link #open}; must not throw. */
    @Override
    void close();
}
