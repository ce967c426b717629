package io.fieldpost.driver.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A TCP connection. Waits in a selector of its own, because that alone among the ways to wait for a socket has a time limit and heeds
 * interrupts.
 */
final class TcpWire implements Wire {
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;

    private TcpWire(SocketChannel channel, Selector selector, SelectionKey key) {
        this.channel = channel;
        this.selector = selector;
        this.key = key;
    }

    /** Connects within the deadline. */
    static TcpWire connect(InetSocketAddress address, long deadlineNanos) throws IOException {
        TcpWire wire = over(SocketChannel.open());
        try {
            boolean connected = wire.channel.connect(address);
            while (!connected) {
                wire.await(SelectionKey.OP_CONNECT, deadlineNanos);
                connected = wire.channel.finishConnect();
            }
            return wire;
        } catch (IOException e) {
            wire.close();
            throw e;
        }
    }

    private static TcpWire over(SocketChannel channel) throws IOException {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Selector selector = channel.provider().openSelector();
            return new TcpWire(channel, selector, channel.register(selector, 0));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int read(ByteBuffer into, long deadlineNanos) throws IOException {
        // Also where bytes are there at each look: what keeps coming must not outlast the deadline.
        if (deadlineNanos - System.nanoTime() <= 0) {
            throw new SocketTimeoutException("the deadline has passed");
        }
        int came = channel.read(into);
        while (came == 0) {
            await(SelectionKey.OP_READ, deadlineNanos);
            came = channel.read(into);
        }
        return came;
    }

    @Override
    public void write(ByteBuffer bytes, long deadlineNanos) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                await(SelectionKey.OP_WRITE, deadlineNanos);
            }
        }
    }

    private void await(int operation, long deadlineNanos) throws IOException {
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("nothing happened within the deadline");
        }
        key.interestOps(operation);
        selector.select(left / 1_000_000 + 1);
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public boolean isAtRest() {
        try {
            return channel.isOpen() && channel.read(ByteBuffer.allocate(1)) == 0;
        } catch (IOException e) {
            return false;
        }
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
