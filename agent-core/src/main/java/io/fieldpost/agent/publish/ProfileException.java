package io.fieldpost.agent.publish;

/** Bytes that are not what the JSON profile allows; the message says what was found. The only exception that its reader throws. */
public final class ProfileException extends Exception {
    private static final long serialVersionUID = 1L;

    public ProfileException(String message) {
        super(message);
    }

    public ProfileException(String message, Throwable cause) {
        super(message, cause);
    }
}
