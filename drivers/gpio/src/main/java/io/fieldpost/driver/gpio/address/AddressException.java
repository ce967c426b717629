package io.fieldpost.driver.gpio.address;

/** An address is not one of ours; the complaint says where, what is wrong and what is allowed. */
public final class AddressException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String complaint;

    AddressException(int place, String fact) {
        super(fact);
        this.complaint = "at character " + (place + 1) + ": " + fact;
    }

    /** A lower-case fact that begins with the place, counted from 1: {@code at character 3: …}. */
    public String complaint() {
        return complaint;
    }
}
