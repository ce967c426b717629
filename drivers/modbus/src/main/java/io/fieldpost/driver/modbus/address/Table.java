package io.fieldpost.driver.modbus.address;

import java.util.Locale;

/** One of the four tables of a Modbus unit (Modbus application protocol 1.1b3, 4.3). Each has places 0 to 65535. */
public enum Table {
    /** Single bits that can be read and written; {@code 0xxxx} in manuals. */
    COIL(true, true, '0'),
    /** Single bits that can only be read; {@code 1xxxx}. */
    DISCRETE(true, false, '1'),
    /** Registers of 16 bits that can only be read; {@code 3xxxx}. */
    INPUT(false, false, '3'),
    /** Registers of 16 bits that can be read and written; {@code 4xxxx}. */
    HOLDING(false, true, '4');

    /** How many places a table has. */
    public static final int PLACES = 65_536;

    private final boolean bits;
    private final boolean writable;
    private final char leadingDigit;

    Table(boolean bits, boolean writable, char leadingDigit) {
        this.bits = bits;
        this.writable = writable;
        this.leadingDigit = leadingDigit;
    }

    /** Whether its places are single bits; registers otherwise. */
    public boolean holdsBits() {
        return bits;
    }

    /** Whether the protocol has a function that writes to it. */
    public boolean isWritable() {
        return writable;
    }

    /** The digit before a place's number in the notation of many manuals. */
    char leadingDigit() {
        return leadingDigit;
    }

    /** As it stands in an address: {@code holding}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
