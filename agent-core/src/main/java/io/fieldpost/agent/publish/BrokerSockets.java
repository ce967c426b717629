package io.fieldpost.agent.publish;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets of one client, which can all be closed from outside: that frees a thread that is stuck in one of them. Paho asks
 * for one, unconnected.
 */
final class BrokerSockets extends SocketFactory {
    private final @Nullable Tls tls;
    private final List<BrokerSocket> sockets = new ArrayList<>();
    private boolean closed;

    /** @param tls null for none */
    BrokerSockets(@Nullable Tls tls) {
        this.tls = tls;
    }

    @Override
    public synchronized Socket createSocket() throws IOException {
        if (closed) {
            throw new SocketException("the connection was given up");
        }
        BrokerSocket socket = new BrokerSocket(tls);
        sockets.add(socket);
        return socket;
    }

    /** Closes all, lets nobody have another, and waits until Paho has started what it was about to start. */
    void close(long millis) throws InterruptedException {
        List<BrokerSocket> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(sockets);
            sockets.clear();
        }
        for (BrokerSocket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                // Closing is all that was wanted, and nobody reads from it any more.
                continue;
            } finally {
                socket.awaitFirstWrite(millis);
            }
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws SocketException {
        throw connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws SocketException {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws SocketException {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws SocketException {
        throw connected();
    }

    private static SocketException connected() {
        return new SocketException("only unconnected sockets are made here");
    }
}
