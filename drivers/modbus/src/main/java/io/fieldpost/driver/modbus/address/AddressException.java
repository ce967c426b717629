package io.fieldpost.driver.modbus.address;

/** An address is not one of ours; the complaint says where, what is wrong and what is allowed. */
public final class AddressException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String complaint;

    AddressException(String complaint) {
        super(complaint);
        this.complaint = complaint;
    }

    /** A lower-case fact that begins with the place, counted from 1: {@code at character 3: …}. */
    public String complaint() {
        return complaint;
    }
}
