package io.fieldpost.driver.nmea;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.serial.ByteLine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** What arrives in datagrams, one behind the other; each ends its line. It only listens. */
final class UdpLine implements ByteLine {
    private static final int LARGEST_DATAGRAM = 65_535;

    private final String name;
    private final DatagramChannel channel;
    private final Selector selector;
    private final ByteBuffer datagram =
            ByteBuffer.allocate(LARGEST_DATAGRAM + 1).limit(0);

    private UdpLine(String name, DatagramChannel channel, Selector selector) {
        this.name = name;
        this.channel = channel;
        this.selector = selector;
    }

    static UdpLine open(String host, int port) throws DriverException {
        String name = "udp://" + host + ":" + port;
        InetSocketAddress address = new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port);
        if (address.isUnresolved()) {
            throw new DriverException(
                    DriverException.Reason.UNREACHABLE, "no address is known for the name " + host + ": " + name);
        }
        try {
            return listening(name, DatagramChannel.open(), address);
        } catch (IOException e) {
            throw lost("can't listen; is the address this gateway's own, and the port free?", name, e);
        }
    }

    private static UdpLine listening(String name, DatagramChannel channel, InetSocketAddress address)
            throws IOException {
        try {
            channel.configureBlocking(false);
            channel.bind(address);
            Selector selector = channel.provider().openSelector();
            channel.register(selector, SelectionKey.OP_READ);
            return new UdpLine(name, channel, selector);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Where it listens. */
    int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    @Override
    public void write(byte[] bytes, long deadlineNanos) throws DriverException {
        throw new DriverException(
                DriverException.Reason.REFUSED, "nothing is sent to those who send datagrams: " + name);
    }

    @Override
    public int read(byte[] into, int from, long deadlineNanos) throws DriverException {
        try {
            while (!datagram.hasRemaining()) {
                if (!receive() && !await(deadlineNanos)) {
                    return 0;
                }
            }
            int count = Math.min(datagram.remaining(), into.length - from);
            datagram.get(into, from, count);
            return count;
        } catch (IOException e) {
            throw lost("listening broke", name, e);
        }
    }

    /** @return whether there was one; an empty one counts as a line's end */
    private boolean receive() throws IOException {
        datagram.clear().limit(LARGEST_DATAGRAM);
        boolean came = channel.receive(datagram) != null;
        if (came) {
            datagram.limit(datagram.position() + 1);
            datagram.put((byte) '\n');
        }
        datagram.flip();
        return came;
    }

    private boolean await(long deadlineNanos) throws IOException, DriverException {
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        selector.select(left / 1_000_000 + 1);
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new DriverException(DriverException.Reason.TIMEOUT, "interrupted while waiting for " + name);
        }
        return true;
    }

    @Override
    public int discard() throws DriverException {
        try {
            int count = datagram.remaining();
            datagram.limit(0).position(0);
            return receive() ? count + datagram.remaining() : count;
        } catch (IOException e) {
            throw lost("listening broke", name, e);
        } finally {
            datagram.limit(0);
        }
    }

    private static DriverException lost(String what, String name, IOException cause) {
        return new DriverException(
                DriverException.Reason.UNREACHABLE, what + " " + name + ": " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        try (selector) {
            channel.close();
        } catch (IOException e) {
            // The descriptor is gone all the same.
        }
    }
}
