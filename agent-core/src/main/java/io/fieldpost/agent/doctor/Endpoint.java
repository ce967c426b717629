package io.fieldpost.agent.doctor;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and port that something connects to.
 *
 * @param host a name or address, IPv6 without its brackets
 */
record Endpoint(String host, int port) {
    /** Wider than {@link URI}: the schemes of some receivers have an underscore, which RFC 3986, 3.1 does not allow. */
    private static final Pattern ADDRESS = Pattern.compile(
            "([A-Za-z][\\w.+-]*)://(?:[^/@]*@)?(\\[[0-9A-Fa-f:.%]+]|[^/:\\[\\]]+)(?::(\\d{1,5}))?(?:/.*)?");

    private static final String LISTEN = "listen";

    private static final Map<String, Integer> USUAL_PORTS = Map.of("opc.tcp", 4840, "mqtt", 1883, "mqtts", 8883);

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** The endpoints that an address names: one, or none when it names no port and its scheme has no usual one. */
    static List<Endpoint> in(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            return List.of();
        }
        String host = matcher.group(2).replaceAll("[\\[\\]]", "");
        String port = matcher.group(3);
        int number = port == null ? USUAL_PORTS.getOrDefault(matcher.group(1), 0) : Integer.parseInt(port);
        return number < 1 || number > 65_535 ? List.of() : List.of(new Endpoint(host, number));
    }

    /**
     * The endpoints in a driver's settings, whatever the driver: each component that is a URI, or a text that looks like one. None when
     * there is a component {@code listen} with a value: then the device calls the gateway, and may be out of its reach.
     */
    static List<Endpoint> in(Record settings) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            Object value = valueOf(component, settings);
            if (component.getName().equals(LISTEN) && value != null) {
                return List.of();
            }
            if (value instanceof URI || value instanceof String) {
                endpoints.addAll(in(value.toString()));
            }
        }
        return endpoints;
    }

    private static @org.jspecify.annotations.Nullable Object valueOf(RecordComponent component, Record settings) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException | RuntimeException closed) {
            // A driver's own module may keep its record to itself; then there is nothing to try from here.
            return null;
        }
    }
}
