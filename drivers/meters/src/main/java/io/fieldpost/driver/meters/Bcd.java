package io.fieldpost.driver.meters;

import java.util.Arrays;

/** Two decimal digits in a byte. */
final class Bcd {
    private Bcd() {}

    static boolean isPair(int pair) {
        return (pair >> 4 & 0xF) <= 9 && (pair & 0xF) <= 9;
    }

    /** 0 to 99. */
    static int value(int pair) {
        return (pair >> 4 & 0xF) * 10 + (pair & 0xF);
    }

    /** Whether every byte is FFH: how a meter says that it has no such value. */
    static boolean isUnavailable(byte[] data, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (data[i] != (byte) 0xFF) {
                return false;
            }
        }
        return length > 0;
    }

    static Reading unreadable(byte[] data, int from, int length) {
        byte[] found = Arrays.copyOfRange(data, from, from + length);
        return new Reading.Unreadable("bytes " + Hex.of(found) + " are no decimal digits");
    }
}
