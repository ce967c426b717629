package io.fieldpost.driver.simulated;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address in its parts: a name and named arguments, {@code sine(period=10s, offset=20)}. Remembers which arguments were asked
 * for, so that the rest can be refused.
 */
final class SignalAddress {
    private static final Pattern TEXT = Pattern.compile("\\s*([a-z]+)\\s*(?:\\(([^()]*)\\))?\\s*");

    private final String name;
    private final Map<String, String> arguments;
    private final TreeSet<String> known = new TreeSet<>();

    private SignalAddress(String name, Map<String, String> arguments) {
        this.name = name;
        this.arguments = arguments;
    }

    static SignalAddress parse(String address) throws AddressException {
        Matcher matcher = TEXT.matcher(address);
        if (!matcher.matches()) {
            throw new AddressException(
                    "'" + address + "' is not a signal; write it like counter or sine(period=10s, offset=20)");
        }
        String list = matcher.group(2);
        return new SignalAddress(matcher.group(1), list == null || list.isBlank() ? Map.of() : arguments(list));
    }

    private static Map<String, String> arguments(String list) throws AddressException {
        Map<String, String> arguments = new LinkedHashMap<>();
        for (String argument : list.split(",", -1)) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw new AddressException("'" + argument.strip() + "' is not an argument; write it like period=10s");
            }
            String key = argument.substring(0, equals).strip();
            if (arguments.put(key, argument.substring(equals + 1).strip()) != null) {
                throw new AddressException("argument '" + key + "' stands twice");
            }
        }
        return arguments;
    }

    String name() {
        return name;
    }

    Period period(String byDefault) throws AddressException {
        return Period.parse(text("period", byDefault));
    }

    double number(String key, double byDefault) throws AddressException {
        String text = text(key, Double.toString(byDefault));
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the complaint, which is the same as for an infinite number.
        }
        throw new AddressException(key + " '" + text + "' is not a number; write it like 20 or -0.5");
    }

    /** A part of a period, from 0 to 1. */
    double share() throws AddressException {
        double share = number("share", 0.5);
        if (share < 0 || share > 1) {
            throw new AddressException("share '" + text("share", "") + "' is not between 0 and 1");
        }
        return share;
    }

    /** Complains about the first argument that nobody asked for. */
    void refuseTheRest() throws AddressException {
        for (String key : arguments.keySet()) {
            if (!known.contains(key)) {
                throw new AddressException(
                        "unknown argument '" + key + "' of " + name + "; allowed are " + String.join(", ", known));
            }
        }
    }

    private String text(String key, String byDefault) {
        known.add(key);
        return arguments.getOrDefault(key, byDefault);
    }
}
