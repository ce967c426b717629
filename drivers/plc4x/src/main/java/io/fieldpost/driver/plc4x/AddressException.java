package io.fieldpost.driver.plc4x;

/** An address that PLC4X does not take; the message is a lower-case fact with what would be right. */
final class AddressException extends Exception {
    private static final long serialVersionUID = 1L;

    AddressException(String message) {
        super(message);
    }

    String complaint() {
        return String.valueOf(getMessage());
    }
}
