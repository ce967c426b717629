package io.fieldpost.driver.nmea;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** A device on the network that says the same again and again, every 50 ms, and takes down what it is told. */
final class Talker implements AutoCloseable {
    static final String THREAD = "talker";

    private static final int BETWEEN_BURSTS_MILLIS = 50;

    /** May be changed at any time. */
    volatile String said;

    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    Talker(String said) throws IOException {
        this.said = said;
        daemon(this::acceptAll);
    }

    static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
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
                clients.add(client);
                daemon(() -> talk(client));
                daemon(() -> listen(client));
            } catch (IOException e) {
                // The listener was closed.
            }
        }
    }

    private void talk(Socket client) {
        try {
            while (!listener.isClosed()) {
                Thread.sleep(BETWEEN_BURSTS_MILLIS);
                client.getOutputStream().write(said.getBytes(US_ASCII));
            }
        } catch (IOException e) {
            // The client went away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(Socket client) {
        try (client) {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
            }
        } catch (IOException e) {
            // The client went away.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket each : clients) {
            each.close();
        }
    }
}
