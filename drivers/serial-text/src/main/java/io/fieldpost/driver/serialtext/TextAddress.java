package io.fieldpost.driver.serialtext;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value in lines: {@code [in UNIT] [comma] [int|text] pattern REGEX} or {@code … column N [unit N] [status N]}.
 *
 * @param decimalMark between whole numbers and fractions
 * @param unit the one that the device must tell, in UCUM; null where that is the point's
 */
record TextAddress(
        Place place,
        ReadAs readAs,
        char decimalMark,
        @Nullable String unit) {
    private static final Pattern IN_UNIT = Pattern.compile("in ([^ ]+) +(.*)");
    private static final String PATTERN = "pattern ";
    private static final String COLUMN = "column ";

    static TextAddress parse(String address) throws AddressException {
        ReadAs readAs = ReadAs.NUMBER;
        char decimalMark = '.';
        String unit = null;
        String rest = address.stripLeading();
        Matcher inUnit = IN_UNIT.matcher(rest);
        if (inUnit.matches()) {
            unit = inUnit.group(1);
            rest = inUnit.group(2);
        }
        if (rest.startsWith("comma ")) {
            decimalMark = ',';
            rest = rest.substring("comma ".length()).stripLeading();
        }
        if (rest.startsWith("int ")) {
            readAs = ReadAs.INT;
            rest = rest.substring("int ".length()).stripLeading();
        } else if (rest.startsWith("text ")) {
            readAs = ReadAs.TEXT;
            rest = rest.substring("text ".length()).stripLeading();
        }
        return new TextAddress(place(rest, address), readAs, decimalMark, unit);
    }

    private static Place place(String rest, String address) throws AddressException {
        if (rest.startsWith(PATTERN)) {
            return LinePattern.parse(rest.substring(PATTERN.length()));
        }
        if (rest.startsWith(COLUMN)) {
            return Column.parse(rest.substring(COLUMN.length()));
        }
        throw new AddressException(
                "'" + address
                        + "' is neither 'pattern' with a regular expression nor 'column' with a number; before it may stand 'in kg', comma, and int or text");
    }
}
