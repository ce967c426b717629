package io.fieldpost.driver.serialtext;

/**
 * A value in lines: {@code [comma] [int|text] pattern REGEX} or {@code [comma] [int|text] column N [unit N] [status N]}.
 *
 * @param decimalMark between whole numbers and fractions
 */
record TextAddress(Place place, ReadAs readAs, char decimalMark) {
    private static final String PATTERN = "pattern ";
    private static final String COLUMN = "column ";

    static TextAddress parse(String address) throws AddressException {
        ReadAs readAs = ReadAs.NUMBER;
        char decimalMark = '.';
        String rest = address.stripLeading();
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
        return new TextAddress(place(rest, address), readAs, decimalMark);
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
                        + "' is neither 'pattern' with a regular expression nor 'column' with a number; before it may stand comma, and int or text");
    }
}
