package io.fieldpost.opcua;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes a server call: keeps one connection to the gateway open, says ReverseHello on it, and once the gateway answers, passes bytes
 * on between it and the server, and opens the next. No server of ours can call by itself; what it says is by Part 6, 7.1.2.6.
 */
final class CallingServer implements AutoCloseable {
    private static final long REDIAL_MILLIS = 200;

    private final int gatewayPort;
    private final int serverPort;
    private final byte[] hello;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private volatile boolean hanging;

    CallingServer(int gatewayPort, int serverPort, String endpointUrl) {
        this.gatewayPort = gatewayPort;
        this.serverPort = serverPort;
        this.hello = reverseHello("urn:fieldpost:test:caller", endpointUrl);
        daemon(this::dialAgainAndAgain);
    }

    static byte[] reverseHello(String serverUri, String endpointUrl) {
        byte[] uri = serverUri.getBytes(StandardCharsets.UTF_8);
        byte[] url = endpointUrl.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(16 + uri.length + url.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'R', 'H', 'E', 'F'})
                .putInt(16 + uri.length + url.length)
                .putInt(uri.length)
                .put(uri)
                .putInt(url.length)
                .put(url)
                .array();
    }

    private void dialAgainAndAgain() {
        try {
            while (!end.await(REDIAL_MILLIS, TimeUnit.MILLISECONDS)) {
                dialOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns once the connection is in use, or gone. */
    private void dialOnce() {
        try {
            Socket gateway = opened(gatewayPort);
            gateway.getOutputStream().write(hello);
            int first = gateway.getInputStream().read();
            if (first < 0) {
                gateway.close();
                return;
            }
            Socket server = opened(serverPort);
            server.getOutputStream().write(first);
            daemon(() -> {
                passUntilHanging(gateway, server);
            });
            daemon(() -> pass(server, gateway));
        } catch (IOException e) {
            // Nobody listens there yet, or any more: the next attempt comes.
        }
    }

    private Socket opened(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(socket);
        if (end.getCount() == 0) {
            socket.close();
        }
        return socket;
    }

    private void passUntilHanging(Socket gateway, Socket server) {
        byte[] bytes = new byte[8_192];
        try (gateway;
                server) {
            for (int count = 0; count >= 0; count = gateway.getInputStream().read(bytes)) {
                if (!hanging) {
                    server.getOutputStream().write(bytes, 0, count);
                }
            }
            if (hanging) {
                hungUp.countDown();
            }
        } catch (IOException e) {
            // One side has ended; so does the other.
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // One side has ended; so does the other.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "calling-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** From now on, nothing is passed on and nothing is closed: a server that hangs. */
    void hang() {
        hanging = true;
    }

    /** Waits until the gateway has closed a connection on which it had spoken. */
    boolean awaitHungUp(long millis) throws InterruptedException {
        return hungUp.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Cuts what is open; the next call comes. */
    void cut() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        cut();
    }
}
