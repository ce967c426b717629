package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverException;
import io.fieldpost.opcua.simulation.chaos.ChaosOptions;
import io.fieldpost.opcua.simulation.chaos.ChaosServer;
import java.time.Duration;
import org.eclipse.milo.opcua.sdk.server.servicesets.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small servers: few nodes per call, few sessions, small messages. */
class ServerLimitsTest extends ChaosTest {
    private static final int MANY = 2_500;

    private static ChaosOptions many() {
        return ChaosOptions.plain().count(MANY, Duration.ofMillis(500));
    }

    @Test
    void thousandNodesPerCallAreKeptToWithoutBeingRefused() throws Exception {
        begin(many().limitOperations(1_000), MANY);
        awaitAll();
        // Three for the points, and one for the events of its model.
        assertThat(server.census().requests(Service.MONITORED_ITEM_CREATE_MONITORED_ITEMS))
                .isBetween(3L, 4L);
        assertThat(source.failures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 130})
    void limitOfNodesThatIsDeclaredNowhereIsFoundOut(int limit) throws Exception {
        server = ChaosServer.start(many());
        server.services().limitOperations(limit);
        watch(Press.unprotected(server.endpoint()), MANY);
        awaitAll();
        assertThat(source.failures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {8_196, 65_536})
    void smallMessagesCarryManyPointsInParts(int bytes) throws Exception {
        begin(many().limitMessages(bytes), MANY);
        awaitAll();
    }

    @Test
    void twoSessionsAreEnoughForAnyNumberOfLostOnes() throws Exception {
        begin(ChaosOptions.plain().limitSessions(2), 3);
        awaitFlow();
        for (int round = 0; round < 3; round++) {
            long before = sessionsAskedFor();
            server.dropSubscriptions();
            awaitFlowInAnotherSession(before);
        }
    }

    @Test
    void serverWithoutRoomForASessionSaysSoAndDataComesWhenThereIsRoom() throws Exception {
        begin(ChaosOptions.plain().limitSessions(0), 3);
        DriverException told = source.awaitFailure();
        assertThat(told.reason()).isEqualTo(DriverException.Reason.REFUSED);
        assertThat(told).hasMessageContaining("no session left");
        server.restart(ChaosOptions.plain());
        awaitFlow();
    }

    private void awaitAll() throws InterruptedException {
        long now = server.points().tick();
        for (int point = 0; point < MANY; point += 100) {
            source.awaitBeyond(now, name(point));
        }
    }
}
