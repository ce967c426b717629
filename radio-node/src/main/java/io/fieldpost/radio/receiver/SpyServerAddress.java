package io.fieldpost.radio.receiver;

/**
 * Where a SpyServer listens.
 *
 * @param host name or address
 * @param port TCP port
 */
public record SpyServerAddress(String host, int port) implements SampleAddress {
    static final String PREFIX = "spyserver://";

    private static final int USUAL_PORT = 5555;

    /** Reads {@code spyserver://host:port}; without a port, it is 5555. */
    public static SpyServerAddress parse(String text) {
        HostPort server = HostPort.parse(text, PREFIX, USUAL_PORT);
        return new SpyServerAddress(server.host(), server.port());
    }

    @Override
    public String toString() {
        return PREFIX + host + ":" + port;
    }
}
