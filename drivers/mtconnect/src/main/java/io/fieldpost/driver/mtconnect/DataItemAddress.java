package io.fieldpost.driver.mtconnect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A data item of an agent: its id, or its name where no id is the same; with {@code as TYPE} behind it where needed.
 *
 * @param item id or name
 */
record DataItemAddress(String item, ReadAs readAs) {
    private static final Pattern TYPED = Pattern.compile("(\\S+) +as +(\\S+)");
    /** Ids and names are XML names (xs:ID, xs:NMTOKEN), so no blank and no quotation mark is in them. */
    private static final Pattern ITEM = Pattern.compile("[^\\s\"'<>&/]{1,256}");

    static DataItemAddress parse(String address) throws AddressException {
        Matcher typed = TYPED.matcher(address);
        String item = typed.matches() ? typed.group(1) : address;
        if (!ITEM.matcher(item).matches()) {
            throw new AddressException("'" + address
                    + "' is no id or name of a data item; write one as the agent's /probe shows it, such as x_pos, or part_count as"
                    + " int");
        }
        return new DataItemAddress(item, typed.matches() ? ReadAs.named(typed.group(2)) : ReadAs.PLAIN);
    }
}
