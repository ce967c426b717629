package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverException;
import io.fieldpost.opcua.simulation.chaos.ChaosOptions;
import io.fieldpost.opcua.simulation.chaos.ChaosServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that lies in its keep-alives, announces what nobody can reach, or nothing. */
class UntrueAnswerTest extends ChaosTest {
    @Test
    void keepAlivesInThePlaceOfValuesAreFoundOut() throws Exception {
        flowing();
        long before = sessionsAskedFor();
        server.lies().sendKeepAlivesOnly();
        // Nothing but a look at the values themselves can tell: every keep-alive is in order.
        source.sink.await(
                all -> sessionsAskedFor() > before || !source.failures().isEmpty(), "a complaint", Press.BOUND);
        server.lies().stop();
        awaitFlow();
    }

    @Test
    void keepAlivesOfAnHonestServerWithoutChangesAreNoReasonToComplain() throws Exception {
        begin(ChaosOptions.plain().count(3, Duration.ofSeconds(8)), 3);
        long first = server.points().tick();
        source.awaitBeyond(first, name(0));
        assertThat(source.failures()).isEmpty();
        assertThat(sessionsAskedFor()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3, -1, 1, 4})
    void keepAlivesWithWrongNumbersNeitherStopNorDuplicateValues(long off) throws Exception {
        begin(ChaosOptions.plain().count(3, Duration.ofMillis(2_500)), 3);
        server.lies().numberKeepAlivesWrongBy(off);
        awaitFlow();
        awaitFlow();
        assertThat(source.ticks(name(0))).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void noEndpointAtAllIsToldAndDataComesWhenThereIsOne() throws Exception {
        server = ChaosServer.start(ChaosOptions.plain());
        server.lies().announceNoEndpoint();
        watch(Press.unprotected(server.endpoint()), 3);
        DriverException told = source.awaitFailure();
        assertThat(told.reason()).isEqualTo(DriverException.Reason.REFUSED);
        assertThat(told).hasMessageContaining("no endpoint");
        server.lies().stop();
        awaitFlow();
    }

    @Test
    void hostNameThatNobodyKnowsIsReplacedByTheOneThatAnswered() throws Exception {
        begin(ChaosOptions.plain().announceHost("press-1.invalid"), 3);
        awaitFlow();
    }
}
