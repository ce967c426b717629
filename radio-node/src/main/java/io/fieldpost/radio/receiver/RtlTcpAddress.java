package io.fieldpost.radio.receiver;

/**
 * Where an rtl_tcp server listens.
 *
 * @param host name or address
 * @param port TCP port
 */
public record RtlTcpAddress(String host, int port) implements SampleAddress {
    static final String PREFIX = "rtl_tcp://";

    private static final int USUAL_PORT = 1234;

    /** Reads {@code rtl_tcp://host:port}; without a port, it is 1234. */
    public static RtlTcpAddress parse(String text) {
        HostPort server = HostPort.parse(text, PREFIX, USUAL_PORT);
        return new RtlTcpAddress(server.host(), server.port());
    }

    @Override
    public String toString() {
        return PREFIX + host + ":" + port;
    }
}
