package io.fieldpost.radio.receiver;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where an rtl_tcp server listens.
 *
 * @param host name or address
 * @param port TCP port
 */
public record RtlTcpAddress(String host, int port) {
    private static final int USUAL_PORT = 1234;

    /** Reads {@code rtl_tcp://host:port}; without a port, it is 1234. */
    public static RtlTcpAddress parse(String text) {
        String prefix = "rtl_tcp://";
        if (!text.startsWith(prefix)) {
            throw new IllegalArgumentException("receiver does not begin with rtl_tcp://: " + text);
        }
        URI uri;
        try {
            // An underscore is not allowed in the scheme of a URI, so another one stands in for it.
            uri = new URI("tcp://" + text.substring(prefix.length()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("receiver is not rtl_tcp://host:port: " + text, e);
        }
        if (uri.getHost() == null || !uri.getPath().isEmpty() || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("receiver is not rtl_tcp://host:port: " + text);
        }
        return new RtlTcpAddress(uri.getHost(), uri.getPort() < 0 ? USUAL_PORT : uri.getPort());
    }

    @Override
    public String toString() {
        return "rtl_tcp://" + host + ":" + port;
    }
}
