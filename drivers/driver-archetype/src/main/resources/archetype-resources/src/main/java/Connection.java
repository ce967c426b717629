package ${package};

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks one line and takes one line, over TCP. Over a channel, because a plain socket's wait can't be interrupted on Java 17. */
final class Connection {
    private static final int MOST_CHARACTERS = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final String device;
    private final InetSocketAddress address;
    private final Duration timeout;
    private SocketChannel channel;
    private InputStream in;

    Connection(DeviceSettings settings) {
        this.device = settings.host() + ":" + settings.port();
        this.address = InetSocketAddress.createUnresolved(settings.host(), settings.port());
        this.timeout = settings.timeout();
    }

    void open() throws DriverException {
        try {
            channel = SocketChannel.open();
            channel.socket()
                    .connect(new InetSocketAddress(address.getHostString(), address.getPort()), (int) timeout.toMillis());
            channel.socket().setTcpNoDelay(true);
            in = channel.socket().getInputStream();
        } catch (IOException e) {
            throw new DriverException(Reason.UNREACHABLE, "nobody answers at " + device + "; look at its power and network", e);
        }
    }

    /** The answer to a request, without the end of the line. */
    String ask(String request) throws DriverException {
        try {
            // What came unasked is no answer to this.
            in.skipNBytes(in.available());
            ByteBuffer left = ByteBuffer.wrap((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
            while (left.hasRemaining()) {
                channel.write(left);
            }
            return line(System.nanoTime() + timeout.toNanos());
        } catch (SocketTimeoutException e) {
            throw new DriverException(Reason.TIMEOUT, "no answer within " + timeout.toMillis() + " ms: " + request, e);
        } catch (IOException e) {
            throw new DriverException(Reason.UNREACHABLE, "the connection to " + device + " broke: " + request, e);
        }
    }

    /** The time-out is for the whole line: a device that sends a byte now and then would keep the agent for ever. */
    private String line(long end) throws IOException, DriverException {
        StringBuilder line = new StringBuilder();
        for (int next = next(end); next != '\n'; next = next(end)) {
            if (line.length() == MOST_CHARACTERS) {
                throw new DriverException(Reason.PROTOCOL, "the answer has no end after " + MOST_CHARACTERS + " characters");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private int next(long end) throws IOException {
        long left = (end - System.nanoTime()) / NANOS_PER_MILLI;
        if (left <= 0) {
            throw new SocketTimeoutException("the line did not end in time");
        }
        channel.socket().setSoTimeout((int) left);
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the device closed the connection");
        }
        return next;
    }

    void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }
}
