package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Point;
import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import io.fieldpost.opcua.simulation.InjectionMouldingLine.Options;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Part 6, 7.1.2.6: the server opens the connection, the gateway is the client all the same. */
class ReverseConnectTest {
    private static final String ANNOUNCED = "opc.tcp://press-7.plant.invalid:4840";
    private static final Point POINT = Press.point(LiveDriver.SOURCE, "Barrel.T1");

    private InjectionMouldingLine line;
    private int listenPort;

    @TempDir
    Path directory;

    @BeforeEach
    void startTheLine() throws Exception {
        line = InjectionMouldingLine.start(Options.demo());
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listenPort = free.getLocalPort();
        }
    }

    @AfterEach
    void stopTheLine() {
        line.close();
    }

    private OpcUaSettings settings(String endpoint, String patience) {
        return Press.settings(
                endpoint, Security.None, "listen: \"127.0.0.1:" + listenPort + "\"", "request_timeout: " + patience);
    }

    private LiveDriver started(String endpoint) throws DriverException {
        return started(endpoint, "20s");
    }

    private LiveDriver started(String endpoint, String patience) throws DriverException {
        return LiveDriver.start(settings(endpoint, patience), directory, List.of(POINT));
    }

    private DriverException refusal(String endpoint) {
        return catchThrowableOfType(
                DriverException.class, () -> started(endpoint, "2s").close());
    }

    @Test
    void serverThatCallsIsReadAndCallsAgainAfterACut() throws Exception {
        try (CallingServer caller = new CallingServer(listenPort, line.port(), ANNOUNCED)) {
            LiveSource source = LiveSource.start(
                    settings(ANNOUNCED, "20s"), directory, List.of(Press.point(LiveSource.NAME, "Barrel.T1")));
            try {
                source.await(one -> one.point().name().equals("Barrel.T1"), "a value");
                caller.cut();
                assertThat(source.awaitFailure()).hasMessageContaining("the server had opened has ended");
                int before = source.sink.snapshot().size();
                source.sink.await(
                        all -> all.subList(before, all.size()).stream()
                                .anyMatch(one -> one.point().name().equals("Barrel.T1")),
                        "a value after the cut",
                        Press.BOUND);
                assertThat(line.sessions()).isLessThanOrEqualTo(2);
            } catch (AssertionError e) {
                throw new AssertionError(source.failures().toString(), e);
            } finally {
                source.close();
            }
        }
    }

    /** It keeps one connection at a time, and does not call again while it believes that this one is in use. */
    @Test
    void serverThatHangsIsHungUpOnWhenTheDriverEnds() throws Exception {
        try (CallingServer caller = new CallingServer(listenPort, line.port(), ANNOUNCED)) {
            try (LiveDriver live = started(ANNOUNCED)) {
                live.awaitFirst("Barrel.T1");
                caller.hang();
            }
            assertThat(caller.awaitHungUp(Press.BOUND.toMillis())).isTrue();
        }
    }

    @Test
    void strangersWhoCallKeepNoExpectedServerOut() throws Exception {
        int open = freePort();
        ReversePort listening = new ReversePort.Ports().at("127.0.0.1:" + open);
        listening.take(ANNOUNCED).cancel(false);
        List<Socket> strangers = new ArrayList<>();
        try {
            for (int i = 0; i < 65; i++) {
                strangers.add(called(open, "opc.tcp://stranger-" + i + ":4840"));
            }
            Socket last = strangers.get(64);
            last.setSoTimeout((int) Press.BOUND.toMillis());
            assertThat(last.getInputStream().read()).as("too many strangers").isEqualTo(-1);
            // The first finds the driver's wish withdrawn, and is kept.
            strangers.add(called(open, ANNOUNCED));
            assertThat(listening
                            .take(ANNOUNCED)
                            .get(Press.BOUND.toSeconds(), TimeUnit.SECONDS)
                            .isActive())
                    .isTrue();
        } finally {
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    void nobodyTakesThePlaceOfAServerFromAnotherAddressWhileItIsConnected() throws Exception {
        int open = freePort();
        ReversePort listening = new ReversePort.Ports().at("127.0.0.1:" + open);
        try (Socket server = called(open, ANNOUNCED)) {
            Channel session = listening.take(ANNOUNCED).get(Press.BOUND.toSeconds(), TimeUnit.SECONDS);
            assertThat(session.remoteAddress()).isEqualTo(server.getLocalSocketAddress());
            try (Socket other = called(open, ANNOUNCED, "127.0.0.2")) {
                other.setSoTimeout((int) Press.BOUND.toMillis());
                assertThat(other.getInputStream().read()).as("another address").isEqualTo(-1);
            }
            // The server itself calls again before we know that its connection has ended.
            try (Socket again = called(open, ANNOUNCED)) {
                Channel next = listening.take(ANNOUNCED).get(Press.BOUND.toSeconds(), TimeUnit.SECONDS);
                assertThat(next.remoteAddress()).isEqualTo(again.getLocalSocketAddress());
                session.close().sync();
                next.close().sync();
            }
            // A server whose address has changed.
            try (Socket moved = called(open, ANNOUNCED, "127.0.0.2")) {
                assertThat(listening
                                .take(ANNOUNCED)
                                .get(Press.BOUND.toSeconds(), TimeUnit.SECONDS)
                                .remoteAddress())
                        .isEqualTo(moved.getLocalSocketAddress());
            }
        }
    }

    private static Socket called(int port, String endpoint) throws IOException {
        return called(port, endpoint, "127.0.0.1");
    }

    private static Socket called(int port, String endpoint, String from) throws IOException {
        Socket caller = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0);
        caller.getOutputStream().write(CallingServer.reverseHello("urn:a", endpoint));
        return caller;
    }

    @Test
    void nobodyWhoCallsIsToldWithWhatWasExpected() {
        DriverException refusal = refusal(ANNOUNCED);
        assertThat(refusal.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(refusal).hasMessageContaining("has not called 127.0.0.1:" + listenPort + " as " + ANNOUNCED);
    }

    @Test
    void callerWithAnotherNameIsNamed() throws Exception {
        try (CallingServer caller = new CallingServer(listenPort, line.port(), ANNOUNCED)) {
            DriverException refusal = refusal("opc.tcp://other:4840");
            assertThat(refusal).hasMessageContaining("called have only " + ANNOUNCED);
        }
    }

    @Test
    void portThatIsTakenIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(listenPort, 1, InetAddress.getLoopbackAddress())) {
            assertThat(refusal(ANNOUNCED)).hasMessageContaining("choose another port in 'listen'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "RHEF\u0001\u0000\u0000\u0000", "HELF garbage garbage garbage"})
    void garbageIsHungUpOnAndTheNextCallerIsHeard(String garbage) throws Exception {
        int open = freePort();
        ReversePort listening = new ReversePort.Ports().at("127.0.0.1:" + open);
        try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), open)) {
            caller.setSoTimeout((int) Press.BOUND.toMillis());
            caller.getOutputStream().write(garbage.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(caller.getInputStream().read()).isEqualTo(-1);
        }
        try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), open)) {
            caller.getOutputStream().write(CallingServer.reverseHello("urn:a", ANNOUNCED));
            assertThat(listening.take(ANNOUNCED).get().isActive()).isTrue();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
