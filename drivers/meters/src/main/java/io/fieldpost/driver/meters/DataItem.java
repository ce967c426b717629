package io.fieldpost.driver.meters;

/**
 * One value that meters can tell: a field of the data behind an identifier.
 *
 * @param identifier high byte first, in hexadecimal digits; what is asked for
 * @param name as in a point's address; the format's text for one that the address itself describes
 * @param at where the field begins, in the data behind the identifier
 * @param format how it is read
 * @param length of all the data behind the identifier; 0 when it may have any
 * @param unit UCUM, empty when nobody says, {@link #TOLD} when a code behind the value tells it
 * @param register whether it counts up alone, so that a value below the last is judged
 */
record DataItem(String identifier, String name, int at, ItemFormat format, int length, String unit, boolean register) {
    /** The unit of an item that is followed by a byte for it. */
    static final String TOLD = "@";

    /**
     * An item that is in no table, described by the address.
     *
     * @param alone whether nothing may stand behind it; in CJ/T 188 something always does
     */
    static DataItem described(String identifier, String format, boolean alone, boolean register)
            throws AddressException {
        ItemFormat parsed = ItemFormat.parse(format);
        return new DataItem(identifier, format, 0, parsed, alone ? parsed.length() : 0, "", register);
    }

    boolean tellsItsUnit() {
        return unit.equals(TOLD);
    }

    /**
     * Reads its field.
     *
     * @param data behind the identifier (CJ/T 188: and the serial number)
     */
    Reading read(byte[] data) {
        if (length != 0 && data.length != length) {
            return new Reading.Unreadable(data.length + " bytes came, " + name + " has " + length);
        }
        if (data.length < at + format.length()) {
            return new Reading.Unreadable(data.length + " bytes came, too few for " + name);
        }
        return format.read(data, at);
    }

    /** The code of its unit in data that {@link #read} could read. */
    int unitCode(byte[] data) {
        return data[at + format.length()] & 0xFF;
    }
}
