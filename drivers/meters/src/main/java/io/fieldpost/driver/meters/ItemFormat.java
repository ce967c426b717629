package io.fieldpost.driver.meters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the bytes of a field are read. Written as meter sheets write it, low byte first on the wire:
 *
 * <ul>
 *   <li>{@code XXXXXX.XX}: a number in BCD; {@code -XXX.XXX} when the highest bit is its sign, {@code XXXXXX.XX[]} when several of
 *       them follow each other
 *   <li>{@code YYMMDDhhmm}, {@code hhmmss}, {@code YYMMDDWW}…: a date or a time
 *   <li>{@code NNNNNN}: digits that are a name and no number
 *   <li>{@code bits16}: a whole number in binary, of 8, 16 or 32 bits; {@code bit2of16}: one bit of it
 *   <li>{@code bytes}: whatever there is
 * </ul>
 */
sealed interface ItemFormat permits DecimalFormat, RepeatedFormat, ClockFormat, DigitsFormat, BitsFormat, BytesFormat {
    /** For complaints. */
    String EXAMPLES = "XXXXXX.XX, -XX.XXXX, YYMMDDhhmm, NNNNNN, bits16 or bytes";

    /** How many bytes it reads; 0 for all that there are. */
    int length();

    /**
     * Reads a field.
     *
     * @param data holds at least {@link #length} bytes from {@code from} on
     */
    Reading read(byte[] data, int from);

    /** Reads a format as it is written in an address or the table of items. */
    static ItemFormat parse(String text) throws AddressException {
        if (text.endsWith("[]")) {
            return new RepeatedFormat(DecimalFormat.parse(text.substring(0, text.length() - 2)));
        }
        if (text.equals("bytes")) {
            return new BytesFormat();
        }
        Matcher bits = Shapes.BITS.matcher(text);
        if (bits.matches()) {
            return BitsFormat.of(bits);
        }
        if (Shapes.DIGITS.matcher(text).matches()) {
            return new DigitsFormat(text.length() / 2);
        }
        return Shapes.CLOCK.matcher(text).matches() ? ClockFormat.parse(text) : DecimalFormat.parse(text);
    }

    /** Not part of what a format is. */
    final class Shapes {
        private static final Pattern BITS = Pattern.compile("(?:bit([0-9]{1,2})of|bits)(8|16|32)");
        private static final Pattern DIGITS = Pattern.compile("(NN){1,16}");
        private static final Pattern CLOCK = Pattern.compile("(YYYY|YY|MM|DD|WW|hh|mm|ss)+");

        private Shapes() {}
    }
}
