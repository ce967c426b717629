package io.fieldpost.driver.meters;

/**
 * Heat meters of several makers put each unit before its value, where CJ/T 188 has it behind. Read as the standard wants, their values
 * would be far too great and without a unit. They give themselves away: before each of the five values stands a code of its kind of
 * unit, and not behind each, where the values' highest digits are.
 */
final class UnitsFirst {
    private static final int LENGTH = 5;

    /** The lowest and the highest code for settled heat, heat, power, flow and volume, four bytes and a unit each. */
    private static final int[][] KINDS = {{0x01, 0x13}, {0x01, 0x13}, {0x14, 0x4B}, {0x32, 0x37}, {0x29, 0x2E}};

    private UnitsFirst() {}

    /**
     * The data with the units behind the values; the same array where they are there already.
     *
     * @param data of a heat or cooling meter, behind the serial number; of any length
     */
    static byte[] putBehind(byte[] data) {
        if (data.length < KINDS.length * LENGTH || hasUnits(data, LENGTH - 1) || !hasUnits(data, 0)) {
            return data;
        }
        byte[] ordered = data.clone();
        for (int from = 0; from < KINDS.length * LENGTH; from += LENGTH) {
            System.arraycopy(data, from + 1, ordered, from, LENGTH - 1);
            ordered[from + LENGTH - 1] = data[from];
        }
        return ordered;
    }

    private static boolean hasUnits(byte[] data, int at) {
        for (int i = 0; i < KINDS.length; i++) {
            int code = data[i * LENGTH + at] & 0xFF;
            if (code < KINDS[i][0] || code > KINDS[i][1]) {
                return false;
            }
        }
        return true;
    }
}
