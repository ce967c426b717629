package io.fieldpost.driver.modbus.address;

import java.util.Locale;

/**
 * In which order the bytes of one value stand in its registers, written as manuals do for the four bytes of a 32-bit value whose most
 * significant byte is {@code a}. A value of four registers follows the same two choices: which register comes first, and which byte in
 * each register. The wire itself is big-endian in each register (Modbus application protocol 1.1b3, 4.2), so {@link #ABCD} is what the
 * standard means.
 */
public enum ByteOrder {
    /** Most significant register first, most significant byte first. */
    ABCD(false, false),
    /** Least significant register first: the most frequent deviation. */
    CDAB(true, false),
    /** Bytes exchanged in each register. */
    BADC(false, true),
    /** Least significant byte first throughout. */
    DCBA(true, true);

    private final boolean registersReversed;
    private final boolean bytesExchanged;

    ByteOrder(boolean registersReversed, boolean bytesExchanged) {
        this.registersReversed = registersReversed;
        this.bytesExchanged = bytesExchanged;
    }

    boolean registersReversed() {
        return registersReversed;
    }

    boolean bytesExchanged() {
        return bytesExchanged;
    }

    /**
     * Puts the bytes of one value into the other order: from the wire's to most significant first, or back, which is the same.
     *
     * @param from where the value begins in {@code bytes}
     * @param registers how many registers it has
     * @return its bytes alone
     */
    byte[] reordered(byte[] bytes, int from, int registers) {
        byte[] reordered = new byte[2 * registers];
        for (int i = 0; i < registers; i++) {
            int source = from + 2 * (registersReversed ? registers - 1 - i : i);
            reordered[2 * i] = bytes[bytesExchanged ? source + 1 : source];
            reordered[2 * i + 1] = bytes[bytesExchanged ? source : source + 1];
        }
        return reordered;
    }

    /** As it stands in an address: {@code cdab}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
