package io.fieldpost.radio.receiver;

/**
 * Where an R&amp;S monitoring receiver listens.
 *
 * @param host name or address
 * @param port TCP port of its SCPI control
 * @param dataPort TCP port of its data stream, usually 10 above the other
 */
public record Eb200Address(String host, int port, int dataPort) implements PanoramaAddress {
    static final String PREFIX = "eb200://";
    private static final int USUAL_PORT = 5555;
    private static final int DATA_PORT_DISTANCE = 10;
    private static final int LAST_PORT = 0xFFFF - DATA_PORT_DISTANCE;

    /** With the usual data port. */
    public Eb200Address(String host, int port) {
        this(host, port, port + DATA_PORT_DISTANCE);
    }

    /** Reads {@code eb200://host:port}; without a port, it is 5555. */
    public static Eb200Address parse(String text) {
        HostPort server = HostPort.parse(text, PREFIX, USUAL_PORT);
        if (server.port() > LAST_PORT) {
            throw new IllegalArgumentException("receiver's port leaves no room for its data port, " + DATA_PORT_DISTANCE
                    + " above it; allowed: 1 to " + LAST_PORT + ": " + text);
        }
        return new Eb200Address(server.host(), server.port());
    }

    @Override
    public String toString() {
        return PREFIX + host + ":" + port;
    }
}
