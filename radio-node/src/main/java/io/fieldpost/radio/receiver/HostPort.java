package io.fieldpost.radio.receiver;

import java.net.URI;
import java.net.URISyntaxException;

/** The part of an address that names a server. */
record HostPort(String host, int port) {
    /**
     * Reads {@code host}, {@code host:port} or {@code [v6]:port} after a prefix.
     *
     * @param usualPort when none is named
     */
    static HostPort parse(String text, String prefix, int usualPort) {
        if (!text.startsWith(prefix)) {
            throw new IllegalArgumentException("receiver does not begin with " + prefix + ": " + text);
        }
        URI uri;
        try {
            // An underscore is not allowed in the scheme of a URI, so another one stands in for it.
            uri = new URI("tcp://" + text.substring(prefix.length()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("receiver is not " + prefix + "host:port: " + text, e);
        }
        if (uri.getHost() == null
                || !uri.getPath().isEmpty()
                || uri.getUserInfo() != null
                || uri.getQuery() != null
                || uri.getFragment() != null) {
            throw new IllegalArgumentException("receiver is not " + prefix + "host:port: " + text);
        }
        int port = uri.getPort() < 0 ? usualPort : uri.getPort();
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("receiver's port is not between 1 and 65535: " + text);
        }
        return new HostPort(uri.getHost(), port);
    }
}
