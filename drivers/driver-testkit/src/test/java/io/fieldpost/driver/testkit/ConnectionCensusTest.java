package io.fieldpost.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionCensusTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration SOON = Duration.ofSeconds(10);

    @BeforeEach
    void onLinux() {
        assumeTrue(ConnectionCensus.isPossible(), "open connections are counted on Linux only");
    }

    @Test
    void socketsThatAreOpenAreTold() throws Exception {
        ConnectionCensus census = new ConnectionCensus();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SocketChannel client = SocketChannel.open(server.getLocalSocketAddress());
                DatagramSocket bound = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            int port = ((InetSocketAddress) client.getLocalAddress()).getPort();
            assertThat(census.leftAfter(AT_ONCE))
                    .hasSize(3)
                    .anyMatch(left -> left.matches("tcp6? " + server.getLocalPort() + " -> 0"))
                    .anyMatch(left -> left.matches("tcp6? " + port + " -> " + server.getLocalPort()))
                    .anyMatch(left -> left.matches("udp6? " + bound.getLocalPort() + " -> 0"));
        }
        assertThat(census.leftAfter(SOON)).isEmpty();
    }

    @Test
    void endOfACounterpartThatKeepsItOpenDoesNotCount() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ConnectionCensus census = new ConnectionCensus();
            SocketChannel client = SocketChannel.open(server.getLocalSocketAddress());
            try (Socket accepted = server.accept()) {
                client.close();
                assertThat(census.leftAfter(SOON)).isEmpty();
                assertThat(accepted.isClosed()).isFalse();
            }
        }
    }
}
