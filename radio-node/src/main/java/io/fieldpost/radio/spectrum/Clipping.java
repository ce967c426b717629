package io.fieldpost.radio.spectrum;

/** Counts values of 8-bit I/Q that lie at the converter's rails, 0 and 255: those that may have been larger. */
public final class Clipping {
    private Clipping() {}

    /** How many bytes of a range are at a rail. I and Q count on their own, so the fraction is that of bytes and not of pairs. */
    public static long count(byte[] iq, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            // 0 and 255 are the only values whose next one, modulo 256, is 0 or 1.
            count += ((iq[i] + 1) & 0xFF) <= 1 ? 1 : 0;
        }
        return count;
    }
}
