package io.fieldpost.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.centre.CentreSnapshot;
import io.fieldpost.agent.publish.BrokerAccess;
import io.fieldpost.agent.simulation.EmbeddedBroker;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was measured while the broker was away waits on the card, and says so when it comes. */
class BrokerAwayIT {
    /** Records at 20 a second: what is older than 5 s when it leaves is marked. */
    private static final int LONG_ENOUGH = 140;

    @TempDir
    Path temporary;

    @Test
    void whatWaitedForTheBrokerArrivesMarkedAndNothingIsMissing() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker()
                        .keepingIn(temporary.resolve("broker"))
                        .start();
                Centre centre = Centre.at(BrokerAccess.anonymous(broker.url()))) {
            String file = new GatewayText(temporary)
                    .simulated()
                    .destination(broker.url())
                    .page(0)
                    .write();
            try (RunningProduct agent = RunningProduct.start(temporary, "run", file)) {
                Page page = new Page(agent.awaitLine(line -> line.contains(" runs gateway ")));
                centre.awaitMore("clock", 20);
                long historicalBefore = centre.figures().historical();
                broker.stop();
                agent.awaitLine(line -> line.contains("WARN") && line.contains("destination centre"));
                page.awaitBacklog(LONG_ENOUGH);
                broker.start();
                agent.awaitLine(line -> line.contains("destination centre is connected again"));
                centre.awaitFigures("what waited", figures -> figures.historical() > historicalBefore);
                centre.awaitMore("clock", 20);
                centre.awaitFigures("the whole backlog", figures -> figures.missing() == 0);
                agent.stop();
                assertThat(agent.awaitEnd()).isEqualTo(143);
            }
            CentreSnapshot figures = centre.figures();
            assertThat(figures.missing()).isZero();
            assertThat(figures.lost() + figures.lostMeasurements()).isZero();
            assertThat(figures.streams()).hasSize(1).allMatch(stream -> stream.lowest() == 1);
            assertThat(centre.epochs()).hasSize(1);
            assertRises(centre.histories("clock").get("ticks"));
        }
    }

    private static void assertRises(List<Measurement> history) {
        long before = 0;
        for (Measurement measurement : history) {
            long tick = ((Value.Int) measurement.value()).value();
            assertThat(tick).isGreaterThanOrEqualTo(before);
            before = tick;
        }
    }
}
