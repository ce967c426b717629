package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import io.fieldpost.opcua.simulation.InjectionMouldingLine.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the simulated line: what arrives, and how it is told. */
class WatchedPointsTest {
    private static final int COUNTERS = 1_000;
    private static InjectionMouldingLine line;

    @TempDir
    Path directory;

    @BeforeAll
    static void startTheLine() throws Exception {
        // Fast enough that the first heater failure comes within seconds.
        line = InjectionMouldingLine.start(Options.demo()
                .withSpeed(60)
                .withCounters(COUNTERS, Duration.ofMillis(300))
                .withItemsPerCall(130));
    }

    @AfterAll
    static void stopTheLine() {
        line.close();
    }

    private LiveDriver watching(List<Point> points) throws Exception {
        return LiveDriver.start(Press.unprotected(line.endpoint()), directory, points);
    }

    private static Point point(String id) {
        return Press.point(LiveDriver.SOURCE, id);
    }

    @Test
    void valuesCarryTheMachinesTimeAndOurTimeOfArrival() throws Exception {
        try (LiveDriver live = watching(List.of(point("Barrel.T1")))) {
            Measurement first = live.awaitFresh("Barrel.T1");
            Measurement second = live.awaitFresh("Barrel.T1");
            assertThat(first.value()).isInstanceOf(Value.Real.class);
            assertThat(first.receivedTime()).isEqualTo(live.clock.instant());
            assertThat(first.sourceTime())
                    .isBefore(second.sourceTime())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        }
    }

    @Test
    void deadSensorIsBadWithItsReasonAndWithoutAValueThenRecovers() throws Exception {
        try (LiveDriver live = watching(List.of(point("Barrel.T2")))) {
            live.sink.await(
                    all -> all.stream().anyMatch(one -> one.quality() == Quality.BAD_SENSOR_FAILURE),
                    "a dead sensor",
                    Press.BOUND);
            assertThat(live.sink.snapshot())
                    .filteredOn(one -> one.quality() == Quality.BAD_SENSOR_FAILURE)
                    .allSatisfy(one -> assertThat(one.value()).isEqualTo(new Value.Absent()));
            live.awaitFresh("Barrel.T2");
        }
    }

    @Test
    void thousandPointsArriveFromAServerThatTakes130AtATime() throws Exception {
        try (LiveDriver live = watching(Press.points(LiveDriver.SOURCE, line.counters()))) {
            long before = line.tick();
            live.sink.await(all -> reached(all, before + 1) == COUNTERS, "a new tick of every counter", Press.BOUND);
        }
    }

    private static long reached(List<Measurement> all, long tick) {
        return all.stream()
                .filter(one -> one.value() instanceof Value.Int number && number.value() >= tick)
                .map(Measurement::point)
                .distinct()
                .count();
    }

    @Test
    void refusedPointsAreToldOnceEachAndTheRestFlows() throws Exception {
        Point noNamespace = new Point(LiveDriver.SOURCE, "no-namespace", "nsu=urn:nobody;s=A", ValueType.ANY, "1");
        Point noSyntax = new Point(LiveDriver.SOURCE, "no-syntax", "Barrel.T1", ValueType.ANY, "1");
        List<Point> points = List.of(point("No.Such.Node"), noNamespace, point("Barrel.T1"), noSyntax);
        try (LiveDriver live = watching(points)) {
            // The answer that refuses it may come after values of another point.
            live.awaitFirst("No.Such.Node");
            live.awaitFresh("Barrel.T1");
            live.awaitFresh("Barrel.T1");
            List<Measurement> bad = live.sink.snapshot().stream()
                    .filter(one -> one.quality().severity() == Quality.Severity.BAD)
                    .toList();
            assertThat(bad)
                    .extracting(one -> one.point().name() + " " + one.quality())
                    .containsExactlyInAnyOrder(
                            "No.Such.Node BAD_ADDRESS_UNKNOWN",
                            "no-namespace BAD_ADDRESS_UNKNOWN",
                            "no-syntax BAD_CONFIGURATION");
        }
    }

    @Test
    void queueOverflowAtTheServerIsCountedAndTold() throws Exception {
        OpcUaSettings tight = Press.settings(
                line.endpoint(), Security.None, "publishing_interval: 2s", "sampling_interval: 20ms", "queue_size: 2");
        try (LiveDriver live = LiveDriver.start(tight, directory, List.of(point("Barrel.T1")))) {
            Measurement told = live.awaitFirst("opcua/queue_overflows");
            assertThat(told.value())
                    .isInstanceOfSatisfying(
                            Value.Int.class, count -> assertThat(count.value()).isPositive());
            assertThat(told.point().source()).isEqualTo(LiveDriver.SOURCE);
        }
    }
}
