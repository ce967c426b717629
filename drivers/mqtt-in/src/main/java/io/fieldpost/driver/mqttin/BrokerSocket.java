package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.DriverException;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLException;

/**
 * The socket of one connection, dialled before Paho is given it: TCP, and TLS over it where wanted, so that what fails there is told by its
 * own exception. Paho's plain network module then finds it connected. It sends at once: Nagle's algorithm together with delayed
 * acknowledgement costs 40 ms a message.
 */
final class BrokerSocket extends Socket {
    private static final int LINGER_SECONDS = 1;

    private final MqttInSettings settings;
    private final BiConsumer<String, Integer> tooLarge;
    private final Socket tcp = new Socket();
    private final CountDownLatch written = new CountDownLatch(1);
    private volatile Socket outermost = tcp;
    private volatile boolean isRead;

    /** @param tooLarge as {@link FrameGuard} tells it */
    BrokerSocket(MqttInSettings settings, BiConsumer<String, Integer> tooLarge) {
        this.settings = settings;
        this.tooLarge = tooLarge;
    }

    /** Connects, and shakes hands. */
    void dial() throws DriverException, IOException {
        int millis = (int) settings.timeout().toMillis();
        tcp.setTcpNoDelay(true);
        tcp.setSoLinger(true, LINGER_SECONDS);
        tcp.connect(new InetSocketAddress(settings.host(), settings.port()), millis);
        tcp.setSoTimeout(millis);
        if (settings.tls()) {
            outermost = BrokerTls.over(tcp, settings);
        }
    }

    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
        if (!tcp.isConnected()) {
            throw new SocketException("not dialled");
        }
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        tcp.setSoTimeout(millis);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        InputStream in = outermost.getInputStream();
        isRead = true;
        return new FrameGuard(in, (int) settings.largest().bytes(), written, tooLarge);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(outermost.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                try {
                    out.write(bytes, offset, length);
                } catch (IOException e) {
                    throw written.getCount() == 0 ? e : lastWord(e);
                } finally {
                    written.countDown();
                }
            }

            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }
        };
    }

    /**
     * What the other side said before it hung up: with TLS 1.3 the alert that it does not like our certificate comes after the handshake
     * (RFC 8446, 4.4.2.4), and "broken pipe" would help nobody. Nobody else reads before the first write.
     */
    private IOException lastWord(IOException failure) {
        try {
            int next = outermost.getInputStream().read();
            return next < 0 ? new EOFException("closed before anything was sent") : failure;
        } catch (SSLException said) {
            return said;
        } catch (IOException e) {
            return failure;
        }
    }

    @Override
    public boolean isClosed() {
        return tcp.isClosed();
    }

    @Override
    public void close() throws IOException {
        outermost.close();
        tcp.close();
    }

    /** Waits until Paho has started all that it starts for a connection, if it began to. */
    void awaitFirstWrite(long millis) throws InterruptedException {
        if (isRead && !written.await(millis, TimeUnit.MILLISECONDS)) {
            written.countDown();
        }
    }
}
