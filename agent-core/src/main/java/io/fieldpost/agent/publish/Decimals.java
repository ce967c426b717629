package io.fieldpost.agent.publish;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Numbers as decimal digits, straight into a buffer that has room. Each method answers where the next byte goes. */
final class Decimals {
    /** The most bytes that one number takes here. */
    static final int MOST = 20;

    private static final byte[] MIN_LONG = Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);
    private static final int EIGHT_DIGITS = 100_000_000;
    /** Below this, a number times 1e6 is below 2^53: whole numbers that a double holds exactly, so a division gives the nearest value. */
    private static final double MOST_REAL = 1e9;

    private static final double LEAST_REAL = 1e-3;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final byte[] TENS = new byte[100];
    private static final byte[] ONES = new byte[100];

    static {
        for (int i = 0; i < 100; i++) {
            TENS[i] = (byte) ('0' + i / 10);
            ONES[i] = (byte) ('0' + i % 10);
        }
    }

    private Decimals() {}

    /** Any whole number. */
    static int whole(byte[] to, int at, long value) {
        if (value >= 0) {
            return positive(to, at, value);
        }
        if (value == Long.MIN_VALUE) {
            System.arraycopy(MIN_LONG, 0, to, at, MIN_LONG.length);
            return at + MIN_LONG.length;
        }
        to[at] = '-';
        return positive(to, at + 1, -value);
    }

    private static int positive(byte[] to, int at, long value) {
        if (value <= Integer.MAX_VALUE) {
            return positive(to, at, (int) value);
        }
        long high = value / EIGHT_DIGITS;
        int end = positive(to, at, high) + 8;
        int rest = (int) (value - high * EIGHT_DIGITS);
        for (int place = end - 2; place >= end - 8; place -= 2) {
            int left = rest / 100;
            pair(to, place, rest - left * 100);
            rest = left;
        }
        return end;
    }

    private static int positive(byte[] to, int at, int value) {
        int end = at + digits(value);
        int place = end;
        int rest = value;
        while (rest >= 100) {
            int left = rest / 100;
            place -= 2;
            pair(to, place, rest - left * 100);
            rest = left;
        }
        if (rest >= 10) {
            pair(to, at, rest);
        } else {
            to[at] = (byte) ('0' + rest);
        }
        return end;
    }

    /**
     * The {@code size} bytes before {@code at} once more, since times and qualities repeat. Bytes behind them may be overwritten, up to
     * {@link #MOST}.
     */
    static int repeat(byte[] to, int at, int size) {
        if (size <= Long.BYTES) {
            LONGS.set(to, at, (long) LONGS.get(to, at - size));
        } else {
            System.arraycopy(to, at - size, to, at, size);
        }
        return at + size;
    }

    /** How many a number that is not negative has. */
    private static int digits(int value) {
        if (value < 100_000) {
            return value < 100 ? value < 10 ? 1 : 2 : value < 1_000 ? 3 : value < 10_000 ? 4 : 5;
        }
        return value < 10_000_000
                ? value < 1_000_000 ? 6 : 7
                : value < 100_000_000 ? 8 : value < 1_000_000_000 ? 9 : 10;
    }

    /**
     * The shortest decimal that reads back as the same binary64, if it has one to six decimals and no exponent; else writes nothing and
     * answers -1.
     */
    static int real(byte[] to, int at, double value) {
        double magnitude = Math.abs(value);
        if (!(magnitude >= LEAST_REAL && magnitude < MOST_REAL)) {
            return -1;
        }
        // A decimal of fewer places is one of three or six with zeros behind it, which are left out.
        double thousandths = Math.rint(magnitude * 1e3);
        if (thousandths / 1e3 == magnitude) {
            return thousandths(to, sign(to, at, value), (long) thousandths);
        }
        double millionths = Math.rint(magnitude * 1e6);
        return millionths / 1e6 == magnitude ? millionths(to, sign(to, at, value), (long) millionths) : -1;
    }

    private static int sign(byte[] to, int at, double value) {
        to[at] = '-';
        return value < 0 ? at + 1 : at;
    }

    private static int thousandths(byte[] to, int at, long value) {
        long whole = value / 1_000;
        int point = positive(to, at, whole);
        to[point] = '.';
        int rest = (int) (value - whole * 1_000);
        int tens = rest / 10;
        pair(to, point + 1, tens);
        to[point + 3] = (byte) ('0' + rest - tens * 10);
        return withoutZeros(to, point + 2, point + 4);
    }

    private static int millionths(byte[] to, int at, long value) {
        long whole = value / 1_000_000;
        int point = positive(to, at, whole);
        to[point] = '.';
        int rest = (int) (value - whole * 1_000_000);
        int left = rest / 100;
        pair(to, point + 5, rest - left * 100);
        pair(to, point + 3, left % 100);
        pair(to, point + 1, left / 100);
        return withoutZeros(to, point + 2, point + 7);
    }

    /** Where the digits end when zeros at their end do not count, at {@code least} or later. */
    private static int withoutZeros(byte[] to, int least, int end) {
        int at = end;
        while (at > least && to[at - 1] == '0') {
            at--;
        }
        return at;
    }

    private static void pair(byte[] to, int at, int value) {
        to[at] = TENS[value];
        to[at + 1] = ONES[value];
    }
}
