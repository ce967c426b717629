package io.fieldpost.agent.trust;

/** Why a question about certificates has no answer, in the reader's language. */
public final class TrustException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it was. */
    public enum Reason {
        /** What was asked for is not there, is not one, or can't be changed. */
        FAILED,
        /** The store's directory is not there or may not be used. */
        STORE
    }

    private final Reason reason;

    TrustException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
