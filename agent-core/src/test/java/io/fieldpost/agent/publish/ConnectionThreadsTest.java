package io.fieldpost.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.simulation.EmbeddedBroker;
import io.fieldpost.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway that is turned away tries again for weeks: no attempt may leave a thread. */
@Timeout(300)
class ConnectionThreadsTest {
    private static final int ATTEMPTS = 5;

    @Test
    void aServerThatHangsUpAtOnceLeavesNoThread() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread rude = new Thread(() -> hangUp(server), "rude-server");
            rude.start();
            Attempts attempts = new Attempts("hang-up");
            for (int i = 0; i < ATTEMPTS; i++) {
                assertThat(attempts.outcome(BrokerAccess.anonymous(url(server))))
                        .isNotEqualTo(Attempts.OPEN);
            }
            attempts.awaitNoThread();
        }
    }

    @Test
    void aBrokerThatRefusesThePasswordLeavesNoThread() throws Exception {
        try (EmbeddedBroker broker =
                new EmbeddedBroker().allowingOnly("dg-0007", "right").start()) {
            Secret secret = new Secret(Secret.Kind.ENV, "PASSWORD");
            BrokerAccess access = new BrokerAccess(broker.url(), null, null, "dg-0007", secret, any -> "wrong");
            Attempts attempts = new Attempts("wrong-password");
            for (int i = 0; i < ATTEMPTS; i++) {
                assertThat(attempts.outcome(access)).contains("refused the credentials");
            }
            attempts.awaitNoThread();
        }
    }

    /** Paho is just starting its threads then, and waits for ever for one that was stopped before it saw it run. */
    @Test
    void aConnectionThatIsGivenUpAsSoonAsTcpIsUpLeavesNoThread() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Attempts attempts = new Attempts("given-up");
            for (int i = 0; i < ATTEMPTS; i++) {
                Connection connection = attempts.begin(BrokerAccess.anonymous(url(server)));
                try (Socket accepted = server.accept()) {
                    connection.discard();
                    assertThat(accepted.isConnected()).isTrue();
                }
            }
            attempts.awaitNoThread();
        }
    }

    private static void hangUp(ServerSocket server) {
        try {
            while (true) {
                server.accept().close();
            }
        } catch (IOException e) {
            // The test is over and closed it.
            return;
        }
    }

    private static URI url(ServerSocket server) {
        return URI.create("mqtt://127.0.0.1:" + server.getLocalPort());
    }
}
