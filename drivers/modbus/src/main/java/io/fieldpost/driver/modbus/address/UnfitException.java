package io.fieldpost.driver.modbus.address;

/** A value can't be written as what stands at an address. The message is a lower-case fact. */
public final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitException(String message) {
        super(message);
    }
}
