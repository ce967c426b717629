package io.fieldpost.driver.gpio.address;

import java.util.Arrays;

/** An address as parts between slashes, and how far it has been read. Each part knows where it began. */
final class AddressParts {
    private final String text;
    private int next;
    private int begin;

    AddressParts(String text) {
        this.text = text;
    }

    boolean hasNext() {
        return next <= text.length();
    }

    /**
     * The next part, without blanks around it.
     *
     * @param what the part in words, for the complaint that there is none
     */
    String next(String what) throws AddressException {
        if (!hasNext()) {
            throw new AddressException(text.length(), what + " is missing");
        }
        int slash = text.indexOf('/', next);
        int end = slash < 0 ? text.length() : slash;
        begin = next;
        while (begin < end && text.charAt(begin) == ' ') {
            begin++;
        }
        next = end + 1;
        String part = text.substring(begin, end).stripTrailing();
        if (part.isEmpty()) {
            throw complaint(what + " is missing");
        }
        return part;
    }

    /** A whole number in decimal digits. */
    int number(String what, int least, int most) throws AddressException {
        String part = next(what);
        int number = part.matches("\\d{1,9}") ? Integer.parseInt(part) : -1;
        return within(part, number, what, least, most);
    }

    /** A whole number as data sheets write the address of a chip, {@code 0x76}. */
    int hexadecimal(String what, int least, int most) throws AddressException {
        String part = next(what);
        int number = part.matches("0[xX][0-9a-fA-F]{1,4}") ? Integer.parseInt(part.substring(2), 16) : -1;
        if (number < least || number > most) {
            throw complaint(String.format(
                    "'%s' is not %s from 0x%02X to 0x%02X, written like 0x%02X", part, what, least, most, least));
        }
        return number;
    }

    private int within(String part, int number, String what, int least, int most) throws AddressException {
        if (number < least || number > most) {
            throw complaint("'" + part + "' is not " + what + " from " + least + " to " + most);
        }
        return number;
    }

    /** A decimal fraction that is the value of an option in the part that was read last. */
    double decimal(String value, String what, double least, double most) throws AddressException {
        double number = value.matches("\\d{1,9}(\\.\\d{1,9})?") ? Double.parseDouble(value) : -1;
        if (number < least || number > most) {
            throw complaint("'" + value + "' is not " + what + " from " + least + " to " + most);
        }
        return number;
    }

    /** One word of several; the complaint names them. */
    <E extends Enum<E>> E oneOf(String value, String what, Class<E> type) throws AddressException {
        for (E constant : type.getEnumConstants()) {
            if (constant.toString().equals(value)) {
                return constant;
            }
        }
        throw complaint("unknown " + what + " '" + value + "'; allowed are "
                + String.join(
                        ", ",
                        Arrays.stream(type.getEnumConstants()).map(E::toString).toList()));
    }

    /** A complaint about the part that was read last. */
    AddressException complaint(String fact) {
        return new AddressException(begin, fact);
    }

    /** That nothing may follow. */
    void expectEnd(String example) throws AddressException {
        if (hasNext()) {
            throw new AddressException(next, "nothing more is expected here; write it like " + example);
        }
    }
}
