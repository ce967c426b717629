package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.json.AddressException;
import io.fieldpost.driver.json.JsonPointer;
import io.fieldpost.driver.json.ReadAs;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a value is: {@code topic#pointer} in a JSON payload, {@code topic} for a payload that is the value itself, and {@code as TYPE}
 * behind either where needed.
 *
 * @param pointer null for a payload that is the value
 */
record MqttAddress(TopicFilter topic, @Nullable JsonPointer pointer, ReadAs readAs) {
    private static final Pattern TYPED = Pattern.compile("(.*?) +as +([^ /#]+)");

    static MqttAddress parse(String address) throws AddressException {
        Matcher typed = TYPED.matcher(address);
        String place = typed.matches() ? typed.group(1) : address;
        ReadAs readAs = typed.matches() ? ReadAs.named(typed.group(2)) : ReadAs.PLAIN;
        int hash = pointerStart(place);
        if (hash < 0) {
            return new MqttAddress(TopicFilter.parse(place), null, readAs);
        }
        return new MqttAddress(
                TopicFilter.parse(place.substring(0, hash)), JsonPointer.parse(place.substring(hash + 1)), readAs);
    }

    /** A '#' that is a whole level is a wildcard, and any other begins the pointer. */
    private static int pointerStart(String place) {
        int hash = place.indexOf('#');
        boolean isLevel = hash == 0 || hash > 0 && place.charAt(hash - 1) == '/';
        return isLevel ? place.indexOf('#', hash + 1) : hash;
    }
}
