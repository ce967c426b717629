package io.fieldpost.driver.meters;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a value is: {@code standard:meter/item}, with a format and options behind it where needed.
 *
 * @param quarter whether the value is the one at the last quarter of an hour, see {@link QuarterMark}
 */
record PointAddress(MeterAddress meter, DataItem item, boolean quarter) {
    private static final String EXAMPLE = "dlt645:000000000161/forward_active_energy";
    private static final String QUARTER = "quarter";
    private static final String REGISTER = "register";
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]+");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final int MOST_NEIGHBOURS = 5;

    static PointAddress parse(String address) throws AddressException {
        int colon = address.indexOf(':');
        int slash = address.indexOf('/');
        if (colon < 0 || slash < colon) {
            throw new AddressException("'" + address + "' is no value of a meter; write it like " + EXAMPLE);
        }
        String name = address.substring(0, colon);
        Standard standard = Standard.named(name)
                .orElseThrow(() -> new AddressException(
                        "unknown standard '" + name + "'; allowed are " + String.join(", ", Standard.names())));
        MeterAddress meter = MeterAddress.parse(standard, address.substring(colon + 1, slash));
        String[] parts = address.substring(slash + 1).split("/", -1);
        int last = parts.length - 1;
        boolean quarter = last > 0 && parts[last].equals(QUARTER);
        DataItem item = item(meter, List.of(parts).subList(0, quarter ? last : last + 1));
        if (quarter && !(item.format() instanceof DecimalFormat)) {
            throw new AddressException(item.name() + " is no single number, so it has no value of each quarter");
        }
        return new PointAddress(meter, item, quarter);
    }

    private static DataItem item(MeterAddress meter, List<String> parts) throws AddressException {
        String first = parts.get(0);
        if (HEXADECIMAL.matcher(first).matches()
                && first.length() == meter.standard().identifierDigits()) {
            return identified(meter, first.toUpperCase(Locale.ROOT), parts);
        }
        Optional<DataItem> named = ItemTable.named(meter, first);
        if (named.isEmpty()) {
            throw new AddressException(unknown(meter, first));
        }
        if (parts.size() > 1) {
            throw unexpected(parts.get(1), "; " + first + " has its own format, allowed behind it is " + QUARTER);
        }
        return named.get();
    }

    private static DataItem identified(MeterAddress meter, String identifier, List<String> parts)
            throws AddressException {
        if (parts.size() == 1) {
            return ItemTable.identified(meter, identifier)
                    .orElseThrow(() -> new AddressException("item " + identifier
                            + " is in no table; write its format behind it, such as " + identifier + "/XXXXXX.XX"));
        }
        boolean register = parts.size() > 2 && parts.get(2).equals(REGISTER);
        if (parts.size() > (register ? 3 : 2)) {
            throw unexpected(
                    parts.get(register ? 3 : 2),
                    "; allowed behind the format are " + REGISTER + " and " + QUARTER + ", in this order");
        }
        DataItem item =
                DataItem.described(identifier, parts.get(1), meter.standard().framing() == Framing.DLT645, register);
        if (register && !(item.format() instanceof DecimalFormat)) {
            throw new AddressException("'" + item.name() + "' is no single number, so it can't be a register");
        }
        return item;
    }

    private static AddressException unexpected(String part, String allowed) {
        return new AddressException("unexpected '" + part + "'" + allowed);
    }

    private static String unknown(MeterAddress meter, String name) {
        int digits = meter.standard().identifierDigits();
        List<DataItem> items = ItemTable.of(meter);
        if (items.isEmpty()) {
            return "'" + name + "' is no item; there are no names for meters of type " + meter.typeInHex() + ", write "
                    + digits + " hexadecimal digits and a format, such as 901F/bytes";
        }
        String near = NAME.matcher(name).matches() ? Neighbours.of(name, items, MOST_NEIGHBOURS) : "";
        return "'" + name + "' is no item; write " + digits + " hexadecimal digits or a name"
                + (near.isEmpty() ? ", such as " + items.get(0).name() : "; near it are " + near);
    }

    /** What names its register, whatever else a point wants of it. */
    String register() {
        return meter + "/" + item.identifier() + "/" + item.name();
    }
}
