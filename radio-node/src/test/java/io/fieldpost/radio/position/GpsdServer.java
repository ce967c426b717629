package io.fieldpost.radio.position;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A gpsd that says what a test hands it, to whoever watches. One thread; it takes one client after the other. */
final class GpsdServer implements AutoCloseable {
    private static final String HANG_UP = "";

    private final ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final BlockingQueue<String> toSay = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    GpsdServer() throws IOException {
        Thread thread = new Thread(this::serve, "gpsd");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    void say(String line) {
        toSay.add(line + "\r\n");
    }

    void hangUp() {
        toSay.add(HANG_UP);
    }

    /** The next thing that a client asked for. */
    String heard() throws InterruptedException {
        return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
    }

    private void serve() {
        while (!listening.isClosed()) {
            try (Socket client = listening.accept();
                    OutputStream out = client.getOutputStream()) {
                out.write("{\"class\":\"VERSION\",\"release\":\"3.22\"}\r\n".getBytes(StandardCharsets.UTF_8));
                heard.add(new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))
                        .readLine());
                for (String line = toSay.take(); !line.equals(HANG_UP); line = toSay.take()) {
                    out.write(line.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                // A client that went away, or the end.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        hangUp();
    }
}
