package io.fieldpost.opcua;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a client and a server, and keeps all that the client sends. */
final class Wiretap implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final InetSocketAddress target;

    Wiretap(InetSocketAddress target) throws IOException {
        this.target = target;
        daemon(this::accept);
    }

    /** Where to connect to instead of the server. */
    String endpoint() {
        return "opc.tcp://127.0.0.1:" + listener.getLocalPort();
    }

    /** Whether the client has sent a text so that it can be read. */
    boolean heard(String text) {
        return heard.toString(StandardCharsets.ISO_8859_1).contains(text);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket();
                sockets.add(client);
                sockets.add(server);
                server.connect(target);
                daemon(() -> carry(client, server, heard));
                daemon(() -> carry(server, client, OutputStream.nullOutputStream()));
            } catch (IOException e) {
                // The test is over.
            }
        }
    }

    private static void carry(Socket from, Socket to, OutputStream copy) {
        byte[] chunk = new byte[8_192];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                copy.write(chunk, 0, length);
                out.write(chunk, 0, length);
            }
        } catch (IOException e) {
            // One side is gone; the other is closed with this.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "wiretap");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
