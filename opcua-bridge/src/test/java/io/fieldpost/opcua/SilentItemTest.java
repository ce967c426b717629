package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Quality;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Items that a server has forgotten while their subscription lives: a look at the value itself finds them out. */
class SilentItemTest extends ChaosTest {
    @BeforeEach
    void begin() throws Exception {
        flowing();
    }

    @Test
    void oneItemThatFallsSilentAmongOthersFlowsAgain() throws Exception {
        server.points().silenceItems(0);
        awaitFlow();
    }

    @Test
    void itemThatFallsSilentAgainAndAgainIsReadInsteadAndTheOthersKeepTheirSession() throws Exception {
        server.points().silenceItems(0);
        awaitFlow();
        server.points().silenceItems(0);
        awaitFlow();
        server.points().silenceItems(0);
        awaitFlow();
        assertThat(source.failures()).isEmpty();
        assertThat(sessionsAskedFor()).isEqualTo(1);
    }

    @Test
    void allItemsThatFallSilentUnderHonestKeepAlivesFlowAgain() throws Exception {
        server.points().silenceItems();
        awaitFlow();
    }

    @Test
    void removedNodeIsToldAndTheOthersGoOn() throws Exception {
        server.points().remove(0);
        source.await(
                one -> one.point().name().equals(name(0)) && one.quality() == Quality.BAD_ADDRESS_UNKNOWN,
                "a removed node");
        source.awaitBeyond(server.points().tick(), name(1));
        assertThat(source.failures()).isEmpty();
    }

    @Test
    void nodeThatComesBackWithItsItemsFlowsAgain() throws Exception {
        server.points().remove(0);
        source.awaitBeyond(server.points().tick(), name(1));
        server.points().bringBack(0, true);
        awaitFlow();
    }

    @Test
    void nodeThatComesBackWithoutItsItemsFlowsAgain() throws Exception {
        server.points().remove(0);
        source.awaitBeyond(server.points().tick(), name(1));
        server.points().bringBack(0, false);
        awaitFlow();
    }

    @Test
    void nodeThatIsMissingAtFirstFlowsWhenItComes() throws Exception {
        server.points().remove(0);
        server.restart();
        source.await(
                one -> one.point().name().equals(name(0)) && one.quality() == Quality.BAD_ADDRESS_UNKNOWN,
                "a missing node");
        server.points().bringBack(0, false);
        awaitFlow();
    }
}
