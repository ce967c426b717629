package io.fieldpost.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.centre.CentreSnapshot;
import io.fieldpost.agent.publish.BrokerAccess;
import io.fieldpost.agent.simulation.EmbeddedBroker;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 3: killed at any instant, nothing accepted is lost. */
class KillIT {
    private static final int COUNTERS = 200;
    private static final int KILLS = 3;

    @TempDir
    Path temporary;

    @Test
    void whatWasAcceptedArrivesAlthoughTheAgentIsKilledAgainAndAgain() throws Exception {
        InjectionMouldingLine.Options options =
                InjectionMouldingLine.Options.demo().withCounters(COUNTERS, Duration.ofMillis(100));
        try (InjectionMouldingLine line = InjectionMouldingLine.start(options);
                EmbeddedBroker broker = new EmbeddedBroker().start();
                Centre centre = Centre.at(BrokerAccess.anonymous(broker.url()))) {
            String file = new GatewayText(temporary)
                    .simulated()
                    .opcua(line.endpoint(), line.counters())
                    .destination(broker.url())
                    .write();
            for (int kill = 0; kill < KILLS; kill++) {
                try (RunningProduct agent = RunningProduct.start(temporary, "run", file)) {
                    centre.awaitMore("line", 5 * COUNTERS);
                    centre.awaitMore("clock", 10);
                    agent.kill();
                }
            }
            try (RunningProduct agent = RunningProduct.start(temporary, "run", file)) {
                centre.awaitMore("line", 2 * COUNTERS);
                // What was on its way at the last kill comes beside what is new.
                centre.awaitFigures("the backlog", figures -> figures.missing() == 0);
                agent.stop();
                agent.awaitEnd();
            }
            assertNothingIsMissing(centre.figures());
            assertThat(centre.epochs()).hasSize(1);
            assertThatNothingWasInvented(centre.histories("line"), line.tick());
        }
    }

    private static void assertNothingIsMissing(CentreSnapshot figures) {
        assertThat(figures.missing()).isZero();
        assertThat(figures.lost() + figures.lostMeasurements()).isZero();
        assertThat(figures.malformed()).isZero();
        assertThat(figures.streams())
                .isNotEmpty()
                .allMatch(stream -> stream.lowest() == 1 && stream.received() == stream.highest());
        // A record that was on its way at a kill comes again, and its number tells.
        long different = figures.streams().stream()
                .mapToLong(stream -> stream.received())
                .sum();
        assertThat(figures.messages() - figures.duplicates()).isEqualTo(different);
    }

    /** All counters of a tick carry one number and one time, so a number that was made up or mixed up shows. */
    private static void assertThatNothingWasInvented(Map<String, List<Measurement>> histories, long lastTick) {
        assertThat(histories).hasSize(COUNTERS);
        Map<Long, Instant> timeOfTick = new HashMap<>();
        histories.forEach((counter, history) -> {
            assertThat(history).as(counter).hasSizeGreaterThan(KILLS);
            long before = 0;
            for (Measurement measurement : history) {
                long tick = ((Value.Int) measurement.value()).value();
                assertThat(tick).as(counter).isBetween(before, lastTick);
                assertThat(measurement.sourceTime())
                        .as("%s at tick %s", counter, tick)
                        .isEqualTo(timeOfTick.computeIfAbsent(tick, first -> measurement.sourceTime()));
                before = tick;
            }
        });
    }
}
