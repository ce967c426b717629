package io.fieldpost.driver.httpjson;

import io.fieldpost.driver.http.HttpTarget;
import io.fieldpost.driver.json.AddressException;
import io.fieldpost.driver.json.JsonPointer;
import io.fieldpost.driver.json.ReadAs;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value is: {@code path#pointer}, with {@code as TYPE} behind it where needed.
 *
 * @param path from the root of the device's web server, as it travels; empty for the source's own URL
 */
record JsonAddress(String path, JsonPointer pointer, ReadAs readAs) {
    private static final String EXAMPLE = "/status#/sensors/0/temp, or #/temp for the source's own url";
    private static final Pattern TYPED = Pattern.compile("(.*?) +as +([^ /#]+)");

    static JsonAddress parse(String address) throws AddressException {
        Matcher typed = TYPED.matcher(address);
        String place = typed.matches() ? typed.group(1) : address;
        int hash = place.indexOf('#');
        if (hash < 0) {
            throw new AddressException(
                    "'" + address + "' has no '#' before its JSON pointer; write it like " + EXAMPLE);
        }
        String path = place.substring(0, hash);
        if (!path.isEmpty() && !path.startsWith("/")) {
            throw new AddressException("'" + path + "' is no path from the device's root; write it like " + EXAMPLE);
        }
        JsonPointer pointer = JsonPointer.parse(place.substring(hash + 1));
        return new JsonAddress(
                HttpTarget.encoded(path), pointer, typed.matches() ? ReadAs.named(typed.group(2)) : ReadAs.PLAIN);
    }
}
