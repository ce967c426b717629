package io.fieldpost.radio.receiver.eb200;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a receiver listens.
 *
 * @param host name or address
 * @param port TCP port of its SCPI control
 * @param dataPort TCP port of its data stream, usually 10 above the other
 */
public record Eb200Address(String host, int port, int dataPort) {
    private static final int USUAL_PORT = 5555;
    private static final int DATA_PORT_DISTANCE = 10;

    /** With the usual data port. */
    public Eb200Address(String host, int port) {
        this(host, port, port + DATA_PORT_DISTANCE);
    }

    /** Reads {@code eb200://host:port}; without a port, it is 5555. */
    public static Eb200Address parse(String text) {
        try {
            URI uri = new URI(text);
            if ("eb200".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPath().isEmpty()
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null
                    && uri.getPort() <= 0xFFFF - DATA_PORT_DISTANCE) {
                return new Eb200Address(uri.getHost(), uri.getPort() < 0 ? USUAL_PORT : uri.getPort());
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("receiver is not eb200://host:port: " + text, e);
        }
        throw new IllegalArgumentException("receiver is not eb200://host:port: " + text);
    }

    @Override
    public String toString() {
        return "eb200://" + host + ":" + port;
    }
}
