package io.fieldpost.agent.control;

/** The control socket can't be served or reached; the message is a lower-case fact for a person. */
public final class ControlException extends Exception {
    private static final long serialVersionUID = 1L;

    ControlException(String message) {
        super(message);
    }

    ControlException(String message, Throwable cause) {
        super(message, cause);
    }
}
