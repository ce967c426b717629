package io.fieldpost.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.Wake;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Attempts to connect under a client identifier of their own, by which their threads are found. */
final class Attempts {
    static final String OPEN = "open";
    private static final OutgoingMessage WILL =
            new OutgoingMessage("will", new EncodedMessage(new byte[0], "text/plain", "none", null), false);

    private final String clientId;
    private final Wake wake = new Wake();

    Attempts(String clientId) {
        this.clientId = clientId;
    }

    Connection begin(BrokerAccess access) {
        return new MqttConnector(access, clientId, clientId).begin(WILL, wake);
    }

    /** {@link #OPEN}, or the words of the failure. */
    String outcome(BrokerAccess access) throws InterruptedException {
        Connection connection = begin(access);
        while (connection.phase() == Connection.Phase.OPENING) {
            wake.await(TimeUnit.SECONDS.toNanos(1));
        }
        ConnectionFailure failure = connection.failure();
        connection.discard();
        return failure == null ? OPEN : failure.message();
    }

    /** Paho names its threads by the client, the pool and the closer by the destination: here both are the same. */
    void awaitNoThread() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!threads().isEmpty()) {
            assertThat(System.nanoTime())
                    .as("threads left after 60 s: %s", threads())
                    .isLessThan(end);
            wake.await(10_000_000);
        }
    }

    private List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains(clientId))
                .sorted()
                .toList();
    }
}
