package io.fieldpost.agent.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/**
 * Whether a TCP connection can be made. Sends nothing, so it says nothing about TLS or credentials.
 *
 * @param key {@code destination} or {@code source}: which advice fits
 * @param tls whether a TLS handshake would follow, which is told as not tried
 */
record ReachCheck(Verdict verdict, String key, Endpoint endpoint, boolean tls) implements Check {
    private static final int CONNECT_MILLIS = 1500;

    @Override
    public String subject() {
        return verdict.subject();
    }

    @Override
    public Finding examine() {
        try {
            return connect(InetAddress.getByName(endpoint.host()));
        } catch (UnknownHostException e) {
            return verdict.fail("reach.unknown.host", endpoint.host());
        }
    }

    private Finding connect(InetAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, endpoint.port()), CONNECT_MILLIS);
            return verdict.ok(tls ? "reach.ok.tls" : "reach.ok", endpoint, address.getHostAddress());
        } catch (SocketTimeoutException e) {
            return verdict.fail("reach.timeout", endpoint, address.getHostAddress(), Integer.toString(CONNECT_MILLIS));
        } catch (ConnectException e) {
            return verdict.fail("reach.refused." + key, endpoint, address.getHostAddress());
        } catch (IOException e) {
            return verdict.fail("reach.failed", endpoint, address.getHostAddress(), String.valueOf(e.getMessage()));
        }
    }
}
