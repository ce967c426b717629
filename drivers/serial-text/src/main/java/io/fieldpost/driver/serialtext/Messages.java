package io.fieldpost.driver.serialtext;

import io.fieldpost.driver.DriverException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The lines that are messages and no values. */
final class Messages {
    private record Message(Pattern pattern, Meaning meaning) {}

    private final List<Message> all = new ArrayList<>();

    /** @throws DriverException when an expression is none, which the settings do not allow */
    Messages(Map<String, Meaning> messages) throws DriverException {
        for (Map.Entry<String, Meaning> each : messages.entrySet()) {
            try {
                all.add(new Message(LinePattern.compiled(each.getKey()), each.getValue()));
            } catch (AddressException e) {
                throw new DriverException(DriverException.Reason.CONFIGURATION, "messages: " + e.complaint(), e);
            }
        }
    }

    /** What a line means; empty when it is no message. */
    Optional<Meaning> of(String line) {
        return all.stream()
                .filter(each -> matches(each.pattern(), line))
                .map(Message::meaning)
                .findFirst();
    }

    private static boolean matches(Pattern pattern, String line) {
        try {
            return pattern.matcher(new BoundedText(line)).matches();
        } catch (BoundedText.Exhausted | StackOverflowError e) {
            return false;
        }
    }
}
