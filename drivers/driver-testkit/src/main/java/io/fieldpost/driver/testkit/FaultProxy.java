package io.fieldpost.driver.testkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on a free loopback port that fails on command. What it lets through it does not change, unless told to. Any thread;
 * its own threads end with {@link #close}.
 */
public final class FaultProxy implements AutoCloseable {
    private static final long ACCEPTOR_MILLIS = 5_000;

    private final InetSocketAddress target;
    private final FaultPlan plan = new FaultPlan();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final int port;
    private ServerSocket listener;
    private Thread acceptor;

    /**
     * Starts to listen.
     *
     * @param target where connections go on to; connected to at each new connection
     */
    public FaultProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
        this.acceptor = acceptFrom(listener);
    }

    /** Where to connect to instead of the target. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Connections that are open now. */
    public int connections() {
        return connections.size();
    }

    /** Holds back everything in both directions; connections stay open and new ones are accepted. */
    public void pause() {
        plan.pause(true);
    }

    /** Lets go what {@link #pause} held back. */
    public void resume() {
        plan.pause(false);
    }

    /** Holds every chunk back for so long before it goes on. */
    public void delay(Duration each) {
        plan.delay(each);
    }

    /**
     * Inverts one byte in so many, in both directions.
     *
     * @param every distance between damaged bytes of one direction; 0 for none
     */
    public void corrupt(int every) {
        plan.corrupt(every);
    }

    /**
     * Spoils what the device answers, and nothing of what it is asked: of each chunk, about a third passes as it is, and of the others bytes are
     * changed, put in, left out or repeated. A chunk becomes at most twice as long and {@value FaultPlan#MOST_ADDED} bytes longer.
     *
     * @param seed of what is done; the same chunks with the same seed are spoilt in the same way
     */
    public void garble(long seed) {
        plan.garble(seed);
    }

    /** Lets what the device answers through one byte at a time, each so long after the last. */
    public void drip(Duration each) {
        plan.drip(each);
    }

    /** What passes from now on passes at once and as it is: ends all but {@link #refuse}. */
    public void heal() {
        plan.heal();
    }

    /** Resets every connection; new ones are accepted. */
    public void cut() {
        connections.forEach(ProxiedConnection::cut);
    }

    /** Resets every connection, and nobody listens any more until {@link #accept}. */
    public synchronized void refuse() throws IOException {
        listener.close();
        // The kernel keeps a listening socket as long as a thread waits in accept.
        awaitAcceptor();
        cut();
    }

    private void awaitAcceptor() throws IOException {
        try {
            acceptor.join(ACCEPTOR_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the listener closed");
        }
    }

    /** Listens again, on the same port. */
    public synchronized void accept() throws IOException {
        if (listener.isClosed()) {
            listener = listen(port);
            acceptor = acceptFrom(listener);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        listener.close();
        plan.end();
        cut();
    }

    private static ServerSocket listen(int wanted) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        return socket;
    }

    private Thread acceptFrom(ServerSocket socket) {
        return ProxiedConnection.daemon("fault-proxy-accept", () -> acceptAll(socket));
    }

    private void acceptAll(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                forward(from, from.accept());
            } catch (IOException e) {
                // The listener was closed, or the target refused: the client sees a closed connection.
            }
        }
    }

    private void forward(ServerSocket from, Socket client) throws IOException {
        Socket server = new Socket();
        try {
            server.connect(target, 5_000);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        ProxiedConnection connection = new ProxiedConnection(client, server, plan, connections::remove);
        connections.add(connection);
        connection.start();
        if (from.isClosed()) {
            connection.cut();
        }
    }
}
