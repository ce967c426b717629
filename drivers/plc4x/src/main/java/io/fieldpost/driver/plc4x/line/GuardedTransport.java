package io.fieldpost.driver.plc4x.line;

import org.apache.plc4x.java.api.exceptions.PlcRuntimeException;
import org.apache.plc4x.java.spi.configuration.PlcTransportConfiguration;
import org.apache.plc4x.java.spi.connection.ChannelFactory;
import org.apache.plc4x.java.spi.transport.Transport;
import org.apache.plc4x.java.transport.tcp.DefaultTcpTransportConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The way in which PLC4X gets at a {@link GuardedLine}: it finds a transport by its code through the class loader of the calling thread, and
 * passes it nothing of its caller's. Public because a service loader makes it.
 */
public final class GuardedTransport implements Transport {
    /** What stands for it in a connection string: {@code s7-light:guarded://host}. */
    public static final String CODE = "guarded";

    /** Set while a thread is inside {@link GuardedLine#within}: no longer, so that nothing holds the plug-in's classes. */
    private static final ThreadLocal<@Nullable GuardedLine> CURRENT = new ThreadLocal<>();

    static void set(GuardedLine line) {
        CURRENT.set(line);
    }

    static void clear() {
        CURRENT.remove();
    }

    @Override
    public String getTransportCode() {
        return CODE;
    }

    @Override
    public String getTransportName() {
        return "TCP with an end";
    }

    @Override
    public ChannelFactory createChannelFactory(String transportConfig) {
        GuardedLine line = CURRENT.get();
        if (line == null) {
            throw new PlcRuntimeException("the transport " + CODE + " is used within a driver's session only");
        }
        return line;
    }

    @Override
    public Class<? extends PlcTransportConfiguration> getTransportConfigType() {
        return DefaultTcpTransportConfiguration.class;
    }
}
