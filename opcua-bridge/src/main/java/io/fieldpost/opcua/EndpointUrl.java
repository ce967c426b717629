package io.fieldpost.opcua;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of {@code opc.tcp://host:port/path}; java.net.URI refuses host names with an underscore, which machines have. */
final class EndpointUrl {
    /** The port that the standard reserves for OPC UA (Part 6, 7.4). */
    private static final int DEFAULT_PORT = 4840;

    private static final Pattern PARTS = Pattern.compile("opc\\.tcp://(\\[[^\\]]*\\]|[^:/]+)(?::(\\d+))?(/.*)?");

    private EndpointUrl() {}

    /** Host name or address, an IPv6 address with its brackets; empty when this is no such URL. */
    static String host(String url) {
        Matcher parts = PARTS.matcher(url);
        return parts.matches() ? parts.group(1) : "";
    }

    /** Port, 4840 where none is written. */
    static int port(String url) {
        Matcher parts = PARTS.matcher(url);
        return parts.matches() && parts.group(2) != null ? Integer.parseInt(parts.group(2)) : DEFAULT_PORT;
    }

    /** Whether it is on this machine; of names, only {@code localhost} is taken to be. */
    static boolean isLoopback(String url) {
        String host = host(url);
        if (host.equals("localhost")) {
            return true;
        }
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
