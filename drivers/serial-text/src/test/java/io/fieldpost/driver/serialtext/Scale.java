package io.fieldpost.driver.serialtext;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** A scale on the network: answers what it knows, says what it is told to, and again and again where that is wanted. */
final class Scale implements AutoCloseable {
    static final String THREAD = "scale";

    private static final int BETWEEN_LINES_MILLIS = 20;

    /** By request, without its end; an answer with an end of its own. */
    final Map<String, String> answers = new ConcurrentHashMap<>();

    final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    final BlockingQueue<Socket> clients = new LinkedBlockingQueue<>();

    private final Set<Socket> all = ConcurrentHashMap.newKeySet();
    private final String repeated;
    private final ServerSocket listener;

    /** @param repeated said every 20 ms; empty for nothing */
    Scale(String repeated) throws IOException {
        this.repeated = repeated;
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
                client.setTcpNoDelay(true);
                all.add(client);
                daemon(() -> answer(client));
                if (!repeated.isEmpty()) {
                    daemon(() -> repeat(client));
                }
                clients.add(client);
            } catch (IOException e) {
                // The listener was closed.
            }
        }
    }

    private void answer(Socket client) {
        try (client) {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
            for (String request = in.readLine(); request != null; request = in.readLine()) {
                requests.add(request);
                String answer = answers.get(request);
                if (answer != null) {
                    client.getOutputStream().write(answer.getBytes(ISO_8859_1));
                }
            }
        } catch (IOException e) {
            // The client went away, which is its right.
        }
    }

    private void repeat(Socket client) {
        try {
            while (!listener.isClosed()) {
                Thread.sleep(BETWEEN_LINES_MILLIS);
                client.getOutputStream().write(repeated.getBytes(ISO_8859_1));
            }
        } catch (IOException e) {
            // The client went away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket each : all) {
            each.close();
        }
    }
}
