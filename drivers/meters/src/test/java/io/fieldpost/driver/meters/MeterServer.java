package io.fieldpost.driver.meters;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/** A serial server in its transparent mode, with simulated meters on its line. */
final class MeterServer implements AutoCloseable {
    static final String THREAD = "meter-server";

    private final SimulatedMeters meters;
    private final ServerSocket listener;

    MeterServer(SimulatedMeters meters) throws IOException {
        this.meters = meters;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::acceptAll);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, THREAD);
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                daemon(() -> serve(client));
            } catch (IOException e) {
                // The listener was closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            byte[] buffer = new byte[1024];
            for (int came = in.read(buffer); came >= 0; came = in.read(buffer)) {
                client.getOutputStream().write(meters.answerTo(Arrays.copyOf(buffer, came)));
            }
        } catch (IOException e) {
            // The client went away, which is its right.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
