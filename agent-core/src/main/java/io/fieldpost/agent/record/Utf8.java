package io.fieldpost.agent.record;

/** Whether bytes are well-formed UTF-8, without making characters of them (The Unicode Standard, table 3-7). */
final class Utf8 {
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    private Utf8() {}

    static boolean isWellFormed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (at + Long.BYTES <= to && ((long) ByteSink.LONGS.get(bytes, at) & NOT_ASCII) == 0) {
                at += Long.BYTES;
            } else if (bytes[at] >= 0) {
                at++;
            } else {
                int size = sizeOf(bytes, at, to);
                if (size == 0) {
                    return false;
                }
                at += size;
            }
        }
        return true;
    }

    /** Bytes of the character that begins here and is not ASCII; 0 when none does. */
    private static int sizeOf(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        int size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (to - at < size || !isSecond(first, bytes[at + 1] & 0xFF)) {
            return 0;
        }
        for (int i = 2; i < size; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return size;
    }

    /** The second byte keeps out what would be longer than needed, half surrogates, and what lies beyond U+10FFFF. */
    private static boolean isSecond(int first, int second) {
        int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        return second >= lowest && second <= highest;
    }
}
