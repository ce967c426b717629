package io.fieldpost.radio.receiver;

/**
 * Where an R&amp;S monitoring receiver takes SCPI commands.
 *
 * @param host name or address
 * @param port TCP port
 */
public record Eb200Address(String host, int port) implements PanoramaAddress {
    static final String PREFIX = "eb200://";

    private static final int USUAL_PORT = 5555;

    /** Reads {@code eb200://host:port}; without a port, it is 5555. */
    public static Eb200Address parse(String text) {
        HostPort server = HostPort.parse(text, PREFIX, USUAL_PORT);
        return new Eb200Address(server.host(), server.port());
    }

    @Override
    public String toString() {
        return PREFIX + host + ":" + port;
    }
}
