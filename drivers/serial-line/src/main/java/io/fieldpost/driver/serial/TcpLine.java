package io.fieldpost.driver.serial;

import io.fieldpost.driver.DriverException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * A line behind a serial server. Waits in a selector of its own, because that alone among the ways to wait for a socket has a time limit
 * and heeds interrupts.
 */
final class TcpLine implements ByteLine {
    private static final int MOST_DISCARDED = 4096;

    private final String name;
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final byte[] discarded = new byte[MOST_DISCARDED];

    private TcpLine(String name, SocketChannel channel, Selector selector, SelectionKey key) {
        this.name = name;
        this.channel = channel;
        this.selector = selector;
        this.key = key;
    }

    /** Connects. A name is resolved by the system first, which has time limits of its own. */
    static TcpLine open(String host, int port, Duration patience) throws DriverException {
        String name = "tcp://" + host + ":" + port;
        InetSocketAddress address = new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port);
        if (address.isUnresolved()) {
            throw new DriverException(
                    DriverException.Reason.UNREACHABLE, "no address is known for the name " + host + ": " + name);
        }
        try {
            TcpLine line = over(name, SocketChannel.open());
            line.connect(address, patience);
            return line;
        } catch (IOException e) {
            throw lost("serial server can't be reached", name, e);
        }
    }

    private static TcpLine over(String name, SocketChannel channel) throws IOException {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            Selector selector = channel.provider().openSelector();
            return new TcpLine(name, channel, selector, channel.register(selector, 0));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void connect(InetSocketAddress address, Duration patience) throws IOException, DriverException {
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            boolean connected = channel.connect(address);
            while (!connected) {
                if (!await(SelectionKey.OP_CONNECT, deadline)) {
                    throw new DriverException(
                            DriverException.Reason.TIMEOUT,
                            "serial server did not accept within " + patience.toMillis() + " ms: " + name);
                }
                connected = channel.finishConnect();
            }
        } catch (IOException | DriverException e) {
            close();
            throw e;
        }
    }

    @Override
    public void write(byte[] bytes, long deadlineNanos) throws DriverException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        try {
            while (rest.hasRemaining()) {
                if (channel.write(rest) == 0 && !await(SelectionKey.OP_WRITE, deadlineNanos)) {
                    throw new DriverException(
                            DriverException.Reason.TIMEOUT, "serial server takes no more bytes: " + name);
                }
            }
        } catch (IOException e) {
            throw lost("serial server is lost", name, e);
        }
    }

    @Override
    public int read(byte[] into, int from, long deadlineNanos) throws DriverException {
        try {
            int came = readNow(into, from);
            while (came == 0 && await(SelectionKey.OP_READ, deadlineNanos)) {
                came = readNow(into, from);
            }
            return came;
        } catch (IOException e) {
            throw lost("serial server is lost", name, e);
        }
    }

    @Override
    public int discard() throws DriverException {
        try {
            return readNow(discarded, 0);
        } catch (IOException e) {
            throw lost("serial server is lost", name, e);
        }
    }

    private int readNow(byte[] into, int from) throws IOException, DriverException {
        int came = channel.read(ByteBuffer.wrap(into, from, into.length - from));
        if (came < 0) {
            throw new DriverException(
                    DriverException.Reason.UNREACHABLE, "serial server closed the connection: " + name);
        }
        return came;
    }

    /** @return whether the channel may be ready; false at the deadline */
    private boolean await(int operation, long deadlineNanos) throws IOException, DriverException {
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        key.interestOps(operation);
        selector.select(left / 1_000_000 + 1);
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new DriverException(DriverException.Reason.TIMEOUT, "interrupted while waiting for " + name);
        }
        return true;
    }

    private static DriverException lost(String what, String name, IOException cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new DriverException(DriverException.Reason.UNREACHABLE, what + ": " + name + ": " + why, cause);
    }

    @Override
    public void close() {
        try (selector) {
            channel.close();
        } catch (IOException e) {
            // The descriptor is gone all the same, and there is nothing left to do about the connection.
        }
    }
}
