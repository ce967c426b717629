package io.fieldpost.driver.modbus.line;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A TCP connection. Over a channel, because a plain socket's wait can't be interrupted on Java 17. */
final class TcpLine implements ByteLine {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SocketChannel channel;
    private final InputStream in;

    private TcpLine(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.in = channel.socket().getInputStream();
    }

    /**
     * Connects.
     *
     * @throws IOException when nobody accepts within {@code timeout}
     */
    static TcpLine connect(String host, int port, Duration timeout) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("no address is known for host " + host);
        }
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(address, Math.toIntExact(Math.max(1, timeout.toMillis())));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            return new TcpLine(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    @Override
    public int read(byte[] into, int offset, int length, long timeoutNanos) throws IOException {
        channel.socket().setSoTimeout((int) Math.max(1, timeoutNanos / NANOS_PER_MILLI));
        try {
            int came = in.read(into, offset, length);
            if (came < 0) {
                throw new IOException("the other side closed the connection");
            }
            return came;
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    @Override
    public int take(byte[] into) throws IOException {
        int there = Math.min(into.length, in.available());
        return there == 0 ? 0 : Math.max(0, in.read(into, 0, there));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }
}
