package io.fieldpost.driver.meters;

import java.util.HexFormat;

/** Bytes as people read them on meter sheets. */
final class Hex {
    private static final HexFormat SPACED = HexFormat.ofDelimiter(" ").withUpperCase();

    private Hex() {}

    /** {@code 68 AA 16}. */
    static String of(byte[] bytes) {
        return SPACED.formatHex(bytes);
    }

    /** Reads digits without blanks, high byte first, and gives them low byte first, as they go over the wire. */
    static byte[] lowFirst(String digits) {
        byte[] bytes = HexFormat.of().parseHex(digits);
        for (int i = 0; i < bytes.length / 2; i++) {
            byte swapped = bytes[i];
            bytes[i] = bytes[bytes.length - 1 - i];
            bytes[bytes.length - 1 - i] = swapped;
        }
        return bytes;
    }
}
