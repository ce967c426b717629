package io.fieldpost.driver.json;

/** An address is not one of ours; the complaint says what is wrong and what is allowed. */
public final class AddressException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String complaint;

    /** @param complaint a lower-case fact */
    public AddressException(String complaint) {
        super(complaint);
        this.complaint = complaint;
    }

    /** A lower-case fact with what would be right. */
    public String complaint() {
        return complaint;
    }
}
