package io.fieldpost.driver.meters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number in BCD, low byte first.
 *
 * @param digits how many there are, of which an odd one more than fits whole bytes leaves the highest half byte unused
 * @param decimals how many of them stand behind the point
 * @param signed whether the highest bit tells a negative number
 */
record DecimalFormat(int digits, int decimals, boolean signed) implements ItemFormat {
    private static final Pattern TEXT = Pattern.compile("(-?)(X+)(?:\\.(X+))?");
    /** As many as a 64-bit number can hold whatever they are. */
    private static final int MOST_DIGITS = 16;

    static DecimalFormat parse(String text) throws AddressException {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new AddressException("'" + text + "' is no format; write it like " + EXAMPLES);
        }
        int decimals = matcher.group(3) == null ? 0 : matcher.group(3).length();
        int digits = matcher.group(2).length() + decimals;
        if (digits > MOST_DIGITS) {
            throw new AddressException("format '" + text + "' has " + digits + " digits; allowed are " + MOST_DIGITS);
        }
        return new DecimalFormat(digits, decimals, !matcher.group(1).isEmpty());
    }

    @Override
    public int length() {
        return (digits + 1) / 2;
    }

    /** One more than the greatest number that it can show, in its last digit. */
    long fullScale() {
        long scale = 1;
        for (int i = 0; i < digits; i++) {
            scale *= 10;
        }
        return scale;
    }

    @Override
    public Reading read(byte[] data, int from) {
        if (Bcd.isUnavailable(data, from, length())) {
            return new Reading.Unavailable();
        }
        int top = data[from + length() - 1];
        boolean negative = signed && top < 0;
        long number = 0;
        for (int i = length() - 1; i >= 0; i--) {
            int pair = data[from + i] & (negative && i == length() - 1 ? 0x7F : 0xFF);
            if (!Bcd.isPair(pair)) {
                return Bcd.unreadable(data, from, length());
            }
            number = number * 100 + Bcd.value(pair);
        }
        return new Reading.Decimal(negative ? -number : number, decimals);
    }
}
