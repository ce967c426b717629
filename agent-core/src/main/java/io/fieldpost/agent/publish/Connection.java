package io.fieldpost.agent.publish;

import org.jspecify.annotations.Nullable;

/**
 * One connection to a broker, from the attempt to its end; there is no second life. No method blocks, except {@link #finish}. One
 * thread uses it.
 */
public interface Connection {
    /** How far it is. */
    enum Phase {
        OPENING,
        OPEN,
        ENDED
    }

    /** How far it is. */
    Phase phase();

    /** Why it ended; null before that. */
    @Nullable
    ConnectionFailure failure();

    /** How many unacknowledged messages the broker takes at once; known once open. */
    int receiveMaximum();

    /** Largest packet that the broker takes, in bytes; known once open. */
    long maximumPacketSize();

    /**
     * Hands one message over, QoS 1.
     *
     * @param ticket comes back with the acknowledgement
     * @return whether it was taken; otherwise the connection is ending
     */
    boolean publish(OutgoingMessage message, long ticket);

    /** The next acknowledgement; null when there is none now. */
    @Nullable
    Acknowledgement poll();

    /** Ends it without a word to the broker, which then publishes the last will. */
    void discard();

    /** Sends a last message and says good-bye, so that the broker drops the last will. Blocks for at most {@code millis}. */
    void finish(OutgoingMessage message, long millis);
}
