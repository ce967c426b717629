package io.fieldpost.driver.modbus.address;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one address, part by part. */
final class AddressParser {
    private static final String EXAMPLE = "1/holding/0x0100:float32";
    private static final int LARGEST_UNIT = 255;
    private static final int LARGEST_BIT = 15;
    private static final int MOST_TEXT_REGISTERS = 125;

    private final AddressText text;

    AddressParser(String text) {
        this.text = new AddressText(text);
    }

    ModbusAddress address() throws AddressException {
        int unit = number("a unit", 0, LARGEST_UNIT);
        text.expect('/', "a '/' is missing behind the unit; write it like " + EXAMPLE);
        int placeAt = text.position();
        Place place = text.isAtDigit() ? reference() : tableAndNumber();
        Content content = content(place.table());
        if (!text.isAtEnd()) {
            throw text.complaint("nothing more is expected here; write it like " + EXAMPLE);
        }
        if (place.number() + content.width() > Table.PLACES) {
            throw text.complaintAt(
                    placeAt,
                    "the value takes " + content.width() + " places from " + place.number() + ", and the table ends at "
                            + (Table.PLACES - 1));
        }
        return new ModbusAddress(unit, place.table(), place.number(), content);
    }

    private record Place(Table table, int number) {}

    private Place tableAndNumber() throws AddressException {
        int at = text.position();
        String name = text.word();
        for (Table table : Table.values()) {
            if (table.toString().equals(name)) {
                text.expect('/', "a '/' and a number are missing behind the table; write it like " + EXAMPLE);
                return new Place(table, number("a number", 0, Table.PLACES - 1));
            }
        }
        throw text.complaintAt(
                at, "unknown table '" + name + "'; allowed are coil, discrete, input, holding, or a number like 40001");
    }

    /** As many manuals count: a digit for the table, then the place counted from 1. So 40001 is place 0 of holding. */
    private Place reference() throws AddressException {
        int at = text.position();
        String digits = text.word();
        if (digits.matches("[0134](\\d{4}|\\d{5})")) {
            int counted = Integer.parseInt(digits.substring(1));
            for (Table table : Table.values()) {
                if (table.leadingDigit() == digits.charAt(0) && counted >= 1 && counted <= Table.PLACES) {
                    return new Place(table, counted - 1);
                }
            }
        }
        throw text.complaintAt(
                at,
                "'" + digits
                        + "' is not a place; write five or six digits from x0001 on, the first 0, 1, 3 or 4, like 40001, "
                        + "or the table, like holding/0");
    }

    private Content content(Table table) throws AddressException {
        if (table.holdsBits()) {
            return bit();
        }
        int dotAt = text.position();
        if (text.passes('.')) {
            int bit = number("a bit", 0, LARGEST_BIT);
            if (text.passes(':') || text.passes('*')) {
                throw text.complaintAt(dotAt, "a bit has neither type nor factor; leave out the bit or those");
            }
            return new RegisterBit(bit);
        }
        return typed();
    }

    private Content bit() throws AddressException {
        if (text.passes(':')) {
            int at = text.position();
            String type = text.word();
            if (!type.equals("bool")) {
                throw text.complaintAt(at, "unknown type '" + type + "' of a single bit; it is always bool");
            }
        }
        return new SingleBit();
    }

    private Content typed() throws AddressException {
        if (!text.passes(':')) {
            return new RegisterNumber(NumberType.UINT16, ByteOrder.ABCD, scale());
        }
        int at = text.position();
        String name = text.word();
        if (name.equals("string")) {
            return characters();
        }
        for (NumberType type : NumberType.values()) {
            if (type.toString().equals(name)) {
                return new RegisterNumber(type, order(type.registers(), false), scale());
            }
        }
        throw text.complaintAt(
                at,
                name.equals("bool")
                        ? "a register is not a bool; write which of its bits, like holding/16.3"
                        : "unknown type '" + name
                                + "'; allowed are int16, uint16, int32, uint32, int64, uint64, float32, float64, bcd16, bcd32, bcd64, string(8)");
    }

    private Content characters() throws AddressException {
        text.expect('(', "a number of registers is missing; write it like string(8)");
        int registers = number("a number of registers", 1, MOST_TEXT_REGISTERS);
        text.expect(')', "a ')' is missing; write it like string(8)");
        return new RegisterText(registers, order(1, true));
    }

    private ByteOrder order(int registers, boolean isText) throws AddressException {
        if (!text.passes(',')) {
            return ByteOrder.ABCD;
        }
        int at = text.position();
        String name = text.word();
        List<String> allowed = new ArrayList<>();
        for (ByteOrder order : ByteOrder.values()) {
            // Where there is one register at a time, only its two bytes can be exchanged.
            if (registers > 1 || !order.registersReversed()) {
                String written =
                        registers > 1 ? order.toString() : order.toString().substring(0, 2);
                if (written.equals(name)) {
                    return order;
                }
                allowed.add(written);
            }
        }
        throw text.complaintAt(
                at,
                "unknown order '" + name + "'; allowed for " + (isText ? "text" : registers * 16 + " bits") + " are "
                        + String.join(", ", allowed));
    }

    private @Nullable Scale scale() throws AddressException {
        if (!text.passes('*')) {
            return null;
        }
        int at = text.position();
        String factor = text.decimal();
        try {
            return Scale.of(new BigDecimal(factor));
        } catch (ArithmeticException | IllegalArgumentException notAFactor) {
            throw text.complaintAt(
                    at, "'" + factor + "' is not a factor other than 0 of at most 15 digits; write it like 0.1");
        }
    }

    private int number(String what, int least, int most) throws AddressException {
        int at = text.position();
        String digits = text.word();
        int number = -1;
        if (digits.matches("\\d{1,9}")) {
            number = Integer.parseInt(digits);
        } else if (digits.matches("0x[0-9a-f]{1,7}")) {
            number = Integer.parseInt(digits.substring(2), 16);
        }
        if (number < least || number > most) {
            throw text.complaintAt(at, "'" + digits + "' is not " + what + " from " + least + " to " + most);
        }
        return number;
    }
}
