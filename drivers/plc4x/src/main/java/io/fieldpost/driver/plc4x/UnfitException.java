package io.fieldpost.driver.plc4x;

/** A value that an address can't hold as it was meant; the message is a lower-case fact. */
final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitException(String message) {
        super(message);
    }
}
