package io.fieldpost.driver.meters;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One meter on a line.
 *
 * @param standard what it speaks
 * @param written as a technician writes it, without the standard: the number on its plate, for CJ/T 188 behind its type
 * @param type of CJ/T 188, 10H cold water and so on; 0 for DL/T 645
 */
record MeterAddress(Standard standard, String written, int type) {
    /** In place of a number: the only meter on the line, whatever its number. */
    private static final String ANY = "any";

    private static final Pattern DLT645 = Pattern.compile("[0-9]{12}|" + ANY);
    private static final Pattern CJT188 = Pattern.compile("([0-9A-Fa-f]{2})-([0-9]{14}|" + ANY + ")");
    /** To all meters at once. Nobody answers in 2007; meters of 1997 alone on their line answer a reading, whatever their number. */
    private static final String BROADCAST = "9".repeat(12);

    static MeterAddress parse(Standard standard, String text) throws AddressException {
        if (standard.framing() == Framing.DLT645) {
            if (!DLT645.matcher(text).matches()) {
                throw new AddressException("'" + text
                        + "' is no meter's number; write its 12 digits, or any where it is" + " alone on the line");
            }
            if (text.equals(BROADCAST) && standard != Standard.DLT645_1997) {
                throw new AddressException("no meter answers to " + BROADCAST + ", which means all of them");
            }
            return new MeterAddress(standard, text, 0);
        }
        Matcher matcher = CJT188.matcher(text);
        if (!matcher.matches()) {
            throw new AddressException("'" + text + "' is no meter; write its type in two hexadecimal digits and its 14"
                    + " digits, such as 10-00000805000001, or 10-any where it is alone on the line");
        }
        return new MeterAddress(standard, text, Integer.parseInt(matcher.group(1), 16));
    }

    private boolean isAny() {
        return written.endsWith(ANY) || written.equals(BROADCAST);
    }

    /** As it goes over the wire. */
    byte[] onTheWire() {
        byte[] bytes = new byte[standard.framing().addressLength()];
        Arrays.fill(bytes, (byte) 0xAA);
        int from = standard.framing() == Framing.CJT188 ? 1 : 0;
        if (from > 0) {
            bytes[0] = (byte) type;
        }
        if (!written.endsWith(ANY)) {
            byte[] number = Hex.lowFirst(written.substring(written.indexOf('-') + 1));
            System.arraycopy(number, 0, bytes, from, number.length);
        }
        return bytes;
    }

    /** Whether a frame with this address comes from this meter. */
    boolean isOf(byte[] address) {
        return isAny() || Arrays.equals(address, onTheWire());
    }

    /** A heat or cooling meter (types 20H to 2FH), which tells other things than those that count a volume. */
    boolean countsHeat() {
        return type >> 4 == 2;
    }

    /** Whether it counts a volume: water (10H to 1FH) or gas (30H to 3FH). */
    boolean countsVolume() {
        return type >> 4 == 1 || type >> 4 == 3;
    }

    /** {@code dlt645:000000000161}, as in a point's address. */
    @Override
    public String toString() {
        return standard + ":" + written;
    }

    /** The type as people write it, such as {@code 10}. */
    String typeInHex() {
        return HexFormat.of().withUpperCase().toHexDigits((byte) type);
    }
}
