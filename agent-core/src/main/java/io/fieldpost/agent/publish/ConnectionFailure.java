package io.fieldpost.agent.publish;

/**
 * Why there is no connection.
 *
 * @param kind what to do next
 * @param message a lower-case fact for a technician, with what to do
 */
public record ConnectionFailure(Kind kind, String message) {
    /** What kind of failure it was. */
    public enum Kind {
        /** Nobody answers, or the connection broke: try again soon. */
        UNREACHABLE,
        /** The broker or its certificate was looked at and refused, or we were: a person must act, so try again rarely. */
        REFUSED,
        /** The broker ended it because a message was too large for it, MQTT 5 reason 0x95. */
        TOO_LARGE
    }

    static ConnectionFailure unreachable(String message) {
        return new ConnectionFailure(Kind.UNREACHABLE, message);
    }

    static ConnectionFailure refused(String message) {
        return new ConnectionFailure(Kind.REFUSED, message);
    }
}
