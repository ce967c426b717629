package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Milo asks for every number between the last and a new one again, one after the other, on a worker that waits for each. A server that
 * jumps by billions must not keep that worker for ever.
 */
class RepublishedNumbersTest extends ChaosTest {
    @Test
    void sequenceNumberFarAheadEndsTheConnectionAndLeavesNoThread() throws Exception {
        flowing();
        server.lies().numberNotificationsAheadBy(2_000_000_000);
        source.awaitFailure();
        server.lies().stop();
        awaitFlow();
        source.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("opcua-" + LiveSource.NAME)) {
                // One that has nothing left to do may still be on its way out.
                thread.join(Press.BOUND.toMillis());
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }
}
