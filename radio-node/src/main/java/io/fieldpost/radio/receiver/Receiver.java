package io.fieldpost.radio.receiver;

import io.fieldpost.driver.DriverException;
import java.time.Duration;

/**
 * A receiver that delivers 8-bit I/Q without end. {@link #open} and {@link #close} belong to the driver's runner; everything between them
 * to the one thread that takes blocks. A receiver is for one connection: after a failure, a new one is made.
 */
public interface Receiver extends AutoCloseable {
    /**
     * Connects and sets the receiver.
     *
     * @return what it says it is, such as a tuner's name
     * @throws DriverException {@code UNREACHABLE}, {@code TIMEOUT}, or {@code PROTOCOL} when it is something else
     */
    String open(ReceiverSetup setup) throws DriverException;

    /**
     * Gives the command to tune, without waiting for it to take effect.
     *
     * @return index of the first sample that the receiver had not yet taken when the command was given, as far as that is known
     */
    long tune(long centerHz);

    /** Gives the command to change the gain, without waiting. */
    void gain(Gain gain);

    /**
     * Waits for the next block; the caller gives it back with {@link #release}.
     *
     * @param patience how long nothing may arrive
     * @throws DriverException {@code TIMEOUT} after that long without a sample, or why the connection ended
     */
    SampleBlock take(Duration patience) throws DriverException, InterruptedException;

    /** Gives a block back. */
    void release(SampleBlock block);

    /** Any thread. */
    ReceiverCounters counters();

    /** Frees sockets and threads. Any state; does not throw. */
    @Override
    void close();
}
