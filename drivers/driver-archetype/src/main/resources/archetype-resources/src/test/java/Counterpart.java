package ${package};

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A device on this machine, for tests and to try the driver without one. */
final class Counterpart implements AutoCloseable {
    static final String THREADS = "counterpart";

    private final ServerSocket listener;
    private final boolean silent;

    /**
     * Starts to listen.
     *
     * @param port 0 for a free one
     * @param silent whether it never answers
     */
    Counterpart(int port, boolean silent) throws IOException {
        this.listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.silent = silent;
        daemon(this::acceptAll);
    }

    int port() {
        return listener.getLocalPort();
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
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!silent) {
                    client.getOutputStream().write((Answers.to(line) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // The client went away, which is its right.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, THREADS);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    public static void main(String[] arguments) throws Exception {
        try (Counterpart device = new Counterpart(Integer.parseInt(arguments[0]), false)) {
            System.out.println("listens on 127.0.0.1:" + device.port());
            Thread.currentThread().join();
        }
    }
}
