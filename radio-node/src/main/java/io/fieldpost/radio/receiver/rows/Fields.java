package io.fieldpost.radio.receiver.rows;

import java.nio.charset.StandardCharsets;

/** Walks through the fields of one line. Numbers are read from the bytes, without text in between. */
final class Fields {
    private static final int MOST_EXACT_DIGITS = 15;
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };
    private static final int EXCERPT = 40;

    private final byte separator;
    private byte[] line = new byte[0];
    private int end;
    private int at;
    private int from;
    private int to;

    Fields(char separator) {
        this.separator = (byte) separator;
    }

    void begin(byte[] bytes, int length) {
        line = bytes;
        end = length;
        at = 0;
    }

    /** How many fields there are from here on. */
    int left() {
        int count = at < end ? 1 : 0;
        for (int i = at; i < end; i++) {
            count += line[i] == separator ? 1 : 0;
        }
        return count;
    }

    /** The next field, without the blanks around it. */
    String text() {
        advance();
        return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /**
     * The next field as a number.
     *
     * @throws IllegalArgumentException when it is none
     */
    double number() {
        advance();
        int i = from;
        boolean negative = i < to && line[i] == '-';
        i += negative || i < to && line[i] == '+' ? 1 : 0;
        long digits = 0;
        int count = 0;
        int decimals = -1;
        for (; i < to && count <= MOST_EXACT_DIGITS; i++) {
            byte b = line[i];
            if (b == '.' && decimals < 0) {
                decimals = 0;
            } else if (b >= '0' && b <= '9') {
                digits = 10 * digits + (b - '0');
                count++;
                decimals += decimals < 0 ? 0 : 1;
            } else {
                break;
            }
        }
        if (i < to || count == 0) {
            return unusual();
        }
        double value = digits / POWERS[Math.max(0, decimals)];
        return negative ? -value : value;
    }

    /** Exponents, and how the C library writes what is no number. */
    private double unusual() {
        String text = new String(line, from, to - from, StandardCharsets.ISO_8859_1);
        if (text.matches("[+-]?(nan|inf)(\\(.*\\))?")) {
            return Double.NaN;
        }
        if (!text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?")) {
            throw new IllegalArgumentException("not a number: '" + excerpt(text) + "'");
        }
        return Double.parseDouble(text);
    }

    private void advance() {
        if (at >= end) {
            throw new IllegalArgumentException("ends too early");
        }
        from = at;
        while (at < end && line[at] != separator) {
            at++;
        }
        to = at;
        at++;
        while (from < to && isBlank(line[from])) {
            from++;
        }
        while (to > from && isBlank(line[to - 1])) {
            to--;
        }
    }

    private static boolean isBlank(byte b) {
        return b >= 0 && b <= ' ';
    }

    static String excerpt(String text) {
        String printable = text.replaceAll("[^ -~]", ".");
        return printable.length() <= EXCERPT ? printable : printable.substring(0, EXCERPT) + "…";
    }
}
