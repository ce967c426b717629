package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a technician reads when the server can't be reached. */
class UnreachableServerTest {
    @TempDir
    Path directory;

    private DriverException failure(String endpoint, Duration timeout) {
        OpcUaSettings impatient = Press.settings(
                endpoint, Security.None, "insecure: true", "request_timeout: " + timeout.toMillis() + "ms");
        return catchThrowableOfType(
                DriverException.class,
                () -> LiveDriver.start(impatient, directory, List.of()).close());
    }

    @Test
    void refusedConnectionAsksForThePort() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        DriverException failure = failure("opc.tcp://127.0.0.1:" + port, Press.BOUND);
        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure).hasMessageContaining("check the port").hasMessageContaining("127.0.0.1:" + port);
    }

    @Test
    void unknownHostAsksForItsSpelling() {
        DriverException failure = failure("opc.tcp://press-1.invalid:4840", Press.BOUND);
        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure).hasMessageContaining("nobody knows this host name").hasMessageContaining("press-1.invalid");
    }

    @Test
    void serverThatAcceptsAndSaysNothingIsATimeout() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            DriverException failure = failure("opc.tcp://127.0.0.1:" + socket.getLocalPort(), Duration.ofMillis(300));
            assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(failure).hasMessageContaining("no answer");
        }
    }
}
