package io.fieldpost.agent.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The socket of one connection, in the form that Paho's plain network module uses, and no more: unconnected at first, then connected
 * with a time limit, read and written by one thread each, closed. TLS, if any, is complete when {@link #connect} returns, so that Paho
 * need not know of it: its own TLS module makes a server name of every address, which fails for IPv6.
 *
 * <p>It sends at once: Nagle's algorithm costs 40 ms a message together with delayed acknowledgement.
 */
final class BrokerSocket extends Socket {
    /** Bounds how long closing waits for a writer that is stuck. */
    private static final int LINGER_SECONDS = 1;

    private final Socket tcp = new Socket();
    private final @Nullable Tls tls;
    private final FirstWrite firstWrite = new FirstWrite();
    private volatile Socket outermost = tcp;

    /** @param tls null for none */
    BrokerSocket(@Nullable Tls tls) throws IOException {
        this.tls = tls;
        tcp.setTcpNoDelay(true);
        tcp.setSoLinger(true, LINGER_SECONDS);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
        tcp.connect(endpoint, timeoutMillis);
        if (tls != null) {
            tcp.setSoTimeout(timeoutMillis);
            outermost = tls.over(tcp);
        }
    }

    @Override
    public void setSoTimeout(int millis) throws java.net.SocketException {
        tcp.setSoTimeout(millis);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return firstWrite.in(outermost);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return firstWrite.out(outermost);
    }

    @Override
    public void shutdownInput() throws IOException {
        tcp.shutdownInput();
    }

    @Override
    public boolean isClosed() {
        return tcp.isClosed();
    }

    @Override
    public void close() throws IOException {
        outermost.close();
    }

    /** Waits until Paho has started all that it starts for a connection, if it began to. */
    void awaitFirstWrite(long millis) throws InterruptedException {
        firstWrite.await(millis);
    }
}
