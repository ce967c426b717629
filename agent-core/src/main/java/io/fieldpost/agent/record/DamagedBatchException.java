package io.fieldpost.agent.record;

/** The bytes are not a batch that this version can read; the message says what was wrong and at which byte. */
public final class DamagedBatchException extends Exception {
    private static final long serialVersionUID = 1L;

    public DamagedBatchException(String message) {
        super(message);
    }
}
