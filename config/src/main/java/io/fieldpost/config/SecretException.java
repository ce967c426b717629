package io.fieldpost.config;

/** A secret cannot be read. The message names the reference and the reason, and what to do next; it never holds a secret. */
public final class SecretException extends Exception {
    private static final long serialVersionUID = 1;

    /** Says why, without the secret. */
    public SecretException(String message) {
        super(message);
    }
}
