package io.fieldpost.agent.store;

/** The store could not do what it was asked; the message says where and what to do. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it was. */
    public enum Reason {
        /** No room on the file system. */
        FULL,
        /** The file system failed. */
        IO,
        /** The record is larger than the store takes; trying again is of no use. */
        TOO_LARGE,
        /** The directory is not a store of ours, or belongs to another process. */
        NOT_OURS
    }

    private final Reason reason;

    public StoreException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public StoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
