package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.opcua.simulation.chaos.ChaosOptions;
import io.fieldpost.opcua.simulation.chaos.ChaosServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.server.servicesets.Service;
import org.junit.jupiter.api.Test;

/** Milo hands values over on the thread that asks for the next ones: who is slow there is asked less, and stops nobody else. */
class SlowSinkTest extends ChaosTest {
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private Consumer<Measurement> holdingTheFirst() {
        return measurement -> {
            held.countDown();
            try {
                release.await(Press.BOUND.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    @Test
    void sinkThatStandsStillStopsNeitherItsSessionNorAnotherSource() throws Exception {
        server = ChaosServer.start(ChaosOptions.plain());
        OpcUaSettings settings = Press.unprotected(server.endpoint());
        source = LiveSource.start(settings, directory, points(3));
        awaitFlow();
        try (LiveSource slow = LiveSource.start(settings, directory, points(3), holdingTheFirst())) {
            assertThat(held.await(Press.BOUND.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            // Milo asks after the server's state every two seconds, in a session that lives.
            long reads = server.census().requests(Service.ATTRIBUTE_READ);
            source.sink.await(
                    all -> server.census().requests(Service.ATTRIBUTE_READ) >= reads + 2, "keep-alives", Press.BOUND);
            Press.awaitSessions(server::sessions, 2);
            long now = server.points().tick();
            release.countDown();
            slow.awaitBeyond(now, name(0));
            assertThat(slow.failures()).isEmpty();
        }
        awaitFlow();
        assertThat(source.failures()).isEmpty();
    }

    @Test
    void publishRequestsThatWaitAtTheServerAreTwoAtMost() throws Exception {
        begin(ChaosOptions.plain(), 3);
        awaitFlow();
        server.dropSubscriptions();
        source.awaitFailure();
        awaitFlow();
        assertThat(server.census().mostQueuedPublishes()).isBetween(1, 2);
    }

    @Test
    void sinkThatThrowsIsHandedTheNextValueAllTheSame() throws Exception {
        server = ChaosServer.start(ChaosOptions.plain());
        source = LiveSource.start(Press.unprotected(server.endpoint()), directory, points(3), measurement -> {
            if (LiveSource.tick(measurement) % 2 == 0) {
                throw new IllegalStateException("an even tick");
            }
        });
        long now = server.points().tick();
        source.awaitBeyond(now + 2, name(0));
        assertThat(source.ticks(name(0))).isNotEmpty().allMatch(tick -> tick % 2 == 1);
    }
}
