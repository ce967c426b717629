package io.fieldpost.radio.position;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells where the node is and how good its clock is. What it tells is what it knew last; asking costs nothing and never waits. */
public interface PositionSource extends AutoCloseable {
    /** Null while it is not known, or no longer. */
    @Nullable
    Position position(Instant now);

    /** How well this machine's clock is known. */
    ClockQuality clock(Instant now);

    /**
     * Does what is due, such as connecting again; to be called about once a second by one thread. Never waits.
     *
     * @param nowNanos monotonic, as {@link System#nanoTime}
     */
    void step(long nowNanos);

    /** One lower-case fact about why nothing is known; empty when all is well. */
    String trouble();

    /** Frees sockets and threads. */
    @Override
    void close();
}
