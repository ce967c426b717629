package io.fieldpost.agent.publish;

/** Begins connections to one broker. */
@FunctionalInterface
public interface Connector {
    /**
     * Begins a connection and returns at once, whatever the outcome.
     *
     * @param will what the broker publishes when the connection breaks
     * @param wake called from any thread when there is something new to look at; never blocks
     */
    Connection begin(OutgoingMessage will, Runnable wake);
}
