package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.opcua.simulation.chaos.ChaosOptions;
import io.fieldpost.opcua.simulation.chaos.ChaosServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.server.servicesets.Service;
import org.junit.jupiter.api.Test;

/** Points that rules watch otherwise than the rest, and points that the server does not give. */
class WatchedOtherwiseTest extends ChaosTest {
    private LiveDriver live(int count, String... lines) throws Exception {
        server = ChaosServer.start(ChaosOptions.plain());
        List<String> all = new ArrayList<>(List.of("retry_refused_every: 1s"));
        all.addAll(List.of(lines));
        return LiveDriver.start(
                Press.settings(server.endpoint(), Security.None, all.toArray(String[]::new)),
                directory,
                points(LiveDriver.SOURCE, count));
    }

    private static List<io.fieldpost.driver.Point> points(String source, int count) {
        return points(count).stream()
                .map(point -> new io.fieldpost.driver.Point(
                        source, point.name(), point.address(), point.type(), point.unit()))
                .toList();
    }

    @Test
    void polledPointsAreReadAndNotSubscribedTo() throws Exception {
        try (LiveDriver live =
                live(2, "monitoring: [ { points: [ \"count-*\" ], poll: true, sampling_interval: 100ms } ]")) {
            live.awaitFresh(name(0));
            live.awaitFresh(name(0));
            live.awaitFresh(name(1));
            // One for the events of the server's model, none for the points.
            assertThat(server.census().requests(Service.MONITORED_ITEM_CREATE_MONITORED_ITEMS))
                    .isLessThanOrEqualTo(1);
            assertThat(live.context.losses()).isEmpty();
        }
    }

    /** A percentage needs a range (EURange), which these variables don't have (Part 8, 7.2). */
    @Test
    void deadbandThatTheServerCannotApplyIsSaidAndEveryChangeComes() throws Exception {
        try (LiveDriver live = live(2, "monitoring: [ { points: [ count-0 ], deadband: \"5 %\" } ]")) {
            live.awaitFresh(name(0));
            live.awaitFresh(name(1));
            assertThat(live.context.remarks()).containsOnlyKeys(name(0));
            assertThat(live.context.remarks().get(name(0))).contains("sends every change");
        }
    }

    @Test
    void whatIsSaidOfAFilterStaysWhenTheServerGivesThePointAfterAll() throws Exception {
        server = ChaosServer.start(ChaosOptions.plain());
        server.points().remove(0);
        OpcUaSettings settings = Press.settings(
                server.endpoint(),
                Security.None,
                "retry_refused_every: 1s",
                "monitoring: [ { points: [ count-0 ], deadband: \"5 %\" } ]");
        try (LiveDriver live = LiveDriver.start(settings, directory, points(LiveDriver.SOURCE, 1))) {
            live.awaitFirst(name(0));
            assertThat(live.context.remarks().get(name(0))).contains("the server knows no such node");
            server.points().bringBack(0, false);
            live.awaitFresh(name(0));
            // A value may be here before the answer to the call that made the item.
            live.context.awaitRemarks(
                    said -> !said.getOrDefault(name(0), "").contains("no such node"),
                    "that it gives the point",
                    Press.BOUND);
            assertThat(live.context.remarks().get(name(0))).contains("sends every change");
        }
    }

    @Test
    void absoluteDeadbandLeavesSmallChangesOutAtTheServer() throws Exception {
        try (LiveDriver live = live(2, "monitoring: [ { points: [ count-0 ], deadband: 3 } ]")) {
            live.sink.await(
                    all -> Stream.of(0, 1).allMatch(point -> values(live, point).size() >= 4), "values", Press.BOUND);
            List<Long> banded = values(live, 0);
            for (int i = 1; i < banded.size(); i++) {
                assertThat(Math.abs(banded.get(i) - banded.get(i - 1))).isGreaterThan(3);
            }
            assertThat(live.context.remarks()).isEmpty();
        }
    }

    private static List<Long> values(LiveDriver live, int point) {
        return live.sink.snapshot().stream()
                .filter(one -> one.point().name().equals(name(point)))
                .map(LiveSource::tick)
                .filter(tick -> tick >= 0)
                .toList();
    }

    @Test
    void refusedPointIsRemarkedOnUntilTheServerGivesIt() throws Exception {
        server = ChaosServer.start(ChaosOptions.plain());
        server.points().remove(0);
        try (LiveDriver live = LiveDriver.start(
                Press.settings(server.endpoint(), Security.None, "retry_refused_every: 1s"),
                directory,
                points(LiveDriver.SOURCE, 2))) {
            live.awaitFresh(name(1));
            live.awaitFirst(name(0));
            assertThat(live.context.remarks().get(name(0)))
                    .contains("the server knows no such node")
                    .contains("fieldpost browse")
                    .contains(ChaosServer.address(0));
            server.points().bringBack(0, false);
            live.awaitFresh(name(0));
            // The value may be here before the answer to the call that made the item.
            live.context.awaitRemarks(Map::isEmpty, "that it gives the point", Press.BOUND);
            assertThat(live.context.losses()).isEmpty();
        }
    }
}
