package io.fieldpost.driver.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A device that answers each line with the number in it, {@code ?} when there is none, and nothing at all when it is silent. */
final class LineDevice implements AutoCloseable {
    private final ServerSocket listener;
    private final boolean silent;

    LineDevice(boolean silent) throws IOException {
        this.silent = silent;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ProxiedConnection.daemon("line-device", this::acceptAll);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                ProxiedConnection.daemon("line-device-client", () -> serve(client));
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
                    String answer = line.matches("[0-9]+") ? line : "?";
                    client.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.US_ASCII));
                }
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
