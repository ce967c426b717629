package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.json.AddressException;
import io.fieldpost.driver.json.JsonPointer;
import io.fieldpost.driver.json.ReadAs;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a value is: {@code topic#pointer} in a JSON payload, {@code topic} for a payload that is the value itself, {@code as TYPE}
 * behind either where needed, and {@code -> topic} or {@code -> topic#pointer} at the end where it is written.
 *
 * @param pointer null for a payload that is the value
 * @param command null for a point that is not written
 */
record MqttAddress(
        TopicFilter topic,
        @Nullable JsonPointer pointer,
        ReadAs readAs,
        @Nullable Command command) {
    private static final String ARROW = " -> ";

    private static final Pattern TYPED = Pattern.compile("(.*?) +as +([^ /#]+)");

    static MqttAddress parse(String address) throws AddressException {
        int arrow = address.indexOf(ARROW);
        String source = arrow < 0 ? address : address.substring(0, arrow).stripTrailing();
        Command command = arrow < 0
                ? null
                : Command.parse(address.substring(arrow + ARROW.length()).strip());
        Matcher typed = TYPED.matcher(source);
        String place = typed.matches() ? typed.group(1) : source;
        ReadAs readAs = typed.matches() ? ReadAs.named(typed.group(2)) : ReadAs.PLAIN;
        int hash = pointerStart(place);
        TopicFilter topic = TopicFilter.parse(hash < 0 ? place : place.substring(0, hash));
        if (command != null && topic.isWild()) {
            throw new AddressException("'->' needs a topic without wildcards before it: one point is one device");
        }
        JsonPointer pointer = hash < 0 ? null : JsonPointer.parse(place.substring(hash + 1));
        return new MqttAddress(topic, pointer, readAs, command);
    }

    /** A '#' that is a whole level is a wildcard, and any other begins the pointer. */
    private static int pointerStart(String place) {
        int hash = place.indexOf('#');
        boolean isLevel = hash == 0 || hash > 0 && place.charAt(hash - 1) == '/';
        return isLevel ? place.indexOf('#', hash + 1) : hash;
    }
}
