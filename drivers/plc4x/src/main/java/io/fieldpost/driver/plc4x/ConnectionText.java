package io.fieldpost.driver.plc4x;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.plc4x.java.api.metadata.Option;
import org.apache.plc4x.java.api.types.OptionType;

/**
 * A connection string of PLC4X, as far as this driver takes it: protocol, host, port and the protocol's own parameters.
 *
 * @param parameters by name, in the order in which they stand
 */
record ConnectionText(Family family, String host, int port, Map<String, String> parameters) {
    /** What a connection looks like, for the configuration's schema. */
    static final String PATTERN = "(s7|eip|logix|ads)://[A-Za-z0-9._-]+(:[0-9]{1,5})?(\\?[!-~]*)?";

    private static final Pattern WHOLE = Pattern.compile(
            "(?<family>[a-z0-9]+)://(?<host>[A-Za-z0-9._-]+)(:(?<port>[0-9]{1,5}))?(\\?(?<query>[!-~]*))?");
    private static final int HIGHEST_PORT = 65_535;

    /** PLC4X's names of what it fills in itself. */
    private static final List<String> NOT_TO_WRITE = List.of("protocol-code", "transport-code", "transport-config");

    /** @throws IllegalArgumentException with a fact for the technician */
    static ConnectionText parse(String text) {
        Matcher matcher = WHOLE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("connection: write it like s7://10.20.0.21?remote-slot=1");
        }
        Family family = Arrays.stream(Family.values())
                .filter(each -> each.scheme().equals(matcher.group("family")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "connection: " + matcher.group("family") + " is not one of s7, eip, logix and ads"));
        int port = matcher.group("port") == null ? family.usualPort() : Integer.parseInt(matcher.group("port"));
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("connection: a port is 1 to " + HIGHEST_PORT + ", not " + port);
        }
        String query = matcher.group("query");
        Map<String, String> parameters = parameters(query == null ? "" : query);
        check(family, parameters);
        return new ConnectionText(family, matcher.group("host"), port, parameters);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String each : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = each.indexOf('=');
            if (equals < 1 || equals == each.length() - 1) {
                throw new IllegalArgumentException(
                        "connection: after '?' stand name=value, with '&' between: '" + each + "'");
            }
            if (parameters.put(each.substring(0, equals), each.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("connection: " + each.substring(0, equals) + " stands there twice");
            }
        }
        return parameters;
    }

    /** PLC4X passes over names that it does not know, and throws for numbers that are none once it connects. */
    private static void check(Family family, Map<String, String> parameters) {
        Map<String, Option> known = new TreeMap<>();
        family.driver()
                .getMetadata()
                .getProtocolConfigurationOptionMetadata()
                .ifPresent(all -> all.getOptions().stream()
                        .filter(option -> !NOT_TO_WRITE.contains(option.getKey()))
                        .forEach(option -> known.put(option.getKey(), option)));
        parameters.forEach((name, value) -> {
            Option option = known.get(name);
            if (option == null) {
                throw new IllegalArgumentException("connection: " + family.scheme() + " has no parameter " + name
                        + "; there are " + String.join(", ", known.keySet()));
            }
            if (!fits(option.getType(), value)) {
                throw new IllegalArgumentException("connection: " + name + " is "
                        + (option.getType() == OptionType.BOOLEAN ? "true or false" : "a whole number") + ", not "
                        + value);
            }
        });
        String missing = known.values().stream()
                .filter(option -> option.isRequired() && !parameters.containsKey(option.getKey()))
                .map(Option::getKey)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("connection: " + family.scheme() + " needs " + missing);
        }
    }

    private static boolean fits(OptionType type, String value) {
        return switch (type) {
            case INT -> value.matches("-?[0-9]{1,9}");
            case BOOLEAN -> value.equals("true") || value.equals("false");
            default -> true;
        };
    }

    /** What PLC4X is given: the technician's parameters before the driver's. */
    String forLine(Duration timeout) {
        List<String> all = new ArrayList<>();
        parameters.forEach((name, value) -> all.add(name + "=" + value));
        for (String each : family.more(timeout).split("&", 0)) {
            if (!each.isEmpty() && !parameters.containsKey(each.substring(0, each.indexOf('=')))) {
                all.add(each);
            }
        }
        return family.connection(String.join("&", all));
    }

    /** Where the device is, for messages. */
    String place() {
        return family.scheme() + "://" + host + ":" + port;
    }
}
