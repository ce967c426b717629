package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions, subscriptions and connections that a server ends, with a word or without: data comes again. */
class LostSessionTest extends ChaosTest {
    @BeforeEach
    void begin() throws Exception {
        flowing();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killedSessionIsReplaced(boolean alsoSubscriptions) throws Exception {
        long before = sessionsAskedFor();
        server.killSessions(alsoSubscriptions);
        awaitFlowInAnotherSession(before);
        Press.awaitSessions(server::sessions, 1);
    }

    @Test
    void cutConnectionsLoseNoTick() throws Exception {
        server.cutConnections();
        awaitFlow();
        assertThat(source.failures()).isEmpty();
        assertInOrderWithoutGaps(name(0));
    }

    @Test
    void subscriptionThatWasDroppedWithoutAWordIsReplaced() throws Exception {
        server.dropSubscriptions();
        awaitFlow();
        assertThat(server.subscriptions()).isEqualTo(1);
    }

    @Test
    void subscriptionThatTheServerSaysItEndedIsReplaced() throws Exception {
        server.endSubscriptions(new StatusCode(StatusCodes.Bad_Timeout));
        awaitFlow();
        assertThat(server.subscriptions()).isEqualTo(1);
    }

    @Test
    void tenRestartsInARowLeaveOneSessionAndAFewAttempts() throws Exception {
        for (int restart = 0; restart < 10; restart++) {
            server.restart();
        }
        awaitFlow();
        Press.awaitSessions(server::sessions, 1);
        assertThat(sessionsAskedFor()).isLessThanOrEqualTo(12);
    }

    @Test
    void namespacesWithOtherIndexesAreFoundByUri() throws Exception {
        server.restartShifted();
        awaitFlow();
        server.restartShifted();
        awaitFlow();
    }

    private void assertInOrderWithoutGaps(String point) {
        var ticks = source.ticks(point);
        for (int i = 1; i < ticks.size(); i++) {
            assertThat(ticks.get(i)).as("tick after " + ticks.get(i - 1)).isEqualTo(ticks.get(i - 1) + 1);
        }
    }
}
