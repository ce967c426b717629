package io.fieldpost.radio.receiver;

import io.fieldpost.driver.DriverException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that delivers complex samples. {@link #open} and {@link #close} belong to the driver's runner; everything between them
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

    /**
     * The only frequency that {@link #tune} may name, once it is open: a recording's centre, or that of a receiver which someone else
     * controls. Sweeps must be planned around it; another frequency is refused by the next {@link #take}.
     */
    default OptionalLong fixedCenterHz() {
        return OptionalLong.empty();
    }

    /** The only sample rate that it has, known before it is opened; empty where a rate is to be chosen. */
    default OptionalLong fixedSampleRateHz() throws DriverException {
        return OptionalLong.empty();
    }

    /** Gives the command to change the gain, without waiting. */
    void gain(Gain gain);

    /**
     * Feeds an amplifier or a noise source at the antenna, or stops it, without waiting.
     *
     * @return false for a receiver that can't
     */
    default boolean feed(boolean on) {
        return false;
    }

    /** The gain that it really has, in 0.1 dB, once it is open: the nearest of the tuner's; empty where that is not known. */
    default OptionalInt gainTenthsOfDb() {
        return OptionalInt.empty();
    }

    /** The gains that it has, in 0.1 dB, ascending, once it is open; empty where they are not known. */
    default List<Integer> gainsTenthsOfDb() {
        return List.of();
    }

    /** When its sample 0 was taken, for a recording that says so; empty for what is received now. */
    default Optional<Instant> recordedAt() {
        return Optional.empty();
    }

    /**
     * Waits for the next block; the caller gives it back with {@link #release}.
     *
     * @param patience how long nothing may arrive
     * @return null at the end of a source that ends, such as a recording
     * @throws DriverException {@code TIMEOUT} after that long without a sample, or why the connection ended
     */
    @Nullable
    SampleBlock take(Duration patience) throws DriverException, InterruptedException;

    /** Gives a block back. */
    void release(SampleBlock block);

    /** Any thread. */
    ReceiverCounters counters();

    /** How long after a loss, at most, the counters tell of it. */
    default Duration lossNotice() {
        return Duration.ZERO;
    }

    /** Frees sockets and threads. Any state; does not throw. */
    @Override
    void close();
}
