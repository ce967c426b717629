package io.fieldpost.driver.nmea;

/** An address is not one of ours; the complaint says what is wrong and what is allowed. */
final class AddressException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String complaint;

    AddressException(String complaint) {
        super(complaint);
        this.complaint = complaint;
    }

    String complaint() {
        return complaint;
    }
}
