package io.fieldpost.radio.receiver;

/**
 * Where an R&amp;S monitoring receiver listens.
 *
 * @param host name or address
 * @param port TCP port of its SCPI control
 * @param dataPort TCP port of its data stream, usually 10 above the other
 * @param tcp whether data come over TCP, which no firewall on the way drops; else as UDP datagrams
 */
public record Eb200Address(String host, int port, int dataPort, boolean tcp) implements PanoramaAddress {
    static final String PREFIX = "eb200://";
    private static final int USUAL_PORT = 5555;
    private static final int DATA_PORT_DISTANCE = 10;
    private static final int LAST_PORT = 0xFFFF - DATA_PORT_DISTANCE;

    /** With the usual data port. */
    public Eb200Address(String host, int port) {
        this(host, port, port + DATA_PORT_DISTANCE);
    }

    /** With data as UDP datagrams. */
    public Eb200Address(String host, int port, int dataPort) {
        this(host, port, dataPort, false);
    }

    /** Reads {@code eb200://host:port}, and {@code ?transport=tcp} or {@code udp} behind it; without a port, it is 5555. */
    public static Eb200Address parse(String text) {
        int query = text.indexOf('?');
        String transport = query < 0 ? "transport=udp" : text.substring(query + 1);
        if (!transport.equals("transport=udp") && !transport.equals("transport=tcp")) {
            throw new IllegalArgumentException(
                    "receiver's setting is neither transport=udp nor transport=tcp: '" + transport + "' in " + text);
        }
        HostPort server = HostPort.parse(query < 0 ? text : text.substring(0, query), PREFIX, USUAL_PORT);
        if (server.port() > LAST_PORT) {
            throw new IllegalArgumentException("receiver's port leaves no room for its data port, " + DATA_PORT_DISTANCE
                    + " above it; allowed: 1 to " + LAST_PORT + ": " + text);
        }
        return new Eb200Address(
                server.host(), server.port(), server.port() + DATA_PORT_DISTANCE, transport.endsWith("tcp"));
    }

    @Override
    public String toString() {
        return PREFIX + host + ":" + port;
    }
}
