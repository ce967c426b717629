package io.fieldpost.driver.plant;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import java.util.List;
import java.util.OptionalInt;

/**
 * One life of one server, from its binding to its close. The agent calls every method from one thread of its own, in this order:
 * {@code open}, then values, then {@code close}; after a failed {@code open} it closes this one and makes another later.
 *
 * <p>A server shows values and takes none: the plant can't write through it.
 */
public interface PointServer extends AutoCloseable {
    /**
     * Binds and begins to serve. Called once.
     *
     * @throws DriverException when it can't, with what to do about it; {@link #close} is called next
     */
    void open() throws DriverException;

    /** The URL at which clients reach it, as a person would write it into one; known once {@link #open} has returned. */
    String url();

    /** How many clients are logged in now; nothing where the protocol does not tell. */
    OptionalInt sessions();

    /**
     * Shows what is new. A point that was not configured appears when it is first seen. Returns soon: nothing in here waits for a client.
     *
     * @param newest at most one measurement a point, the newest; what came between two calls is in the history alone
     */
    void show(List<Measurement> newest);

    /**
     * Shows what the gateway tells about itself.
     *
     * @param health points whose source is empty and whose names are paths, such as {@code store/bytes}; all of them at each call
     */
    void showHealth(List<Measurement> health);

    /** Frees port, connections and threads within a second. Called once, also after a failed {@link #open}; must not throw. */
    @Override
    void close();
}
