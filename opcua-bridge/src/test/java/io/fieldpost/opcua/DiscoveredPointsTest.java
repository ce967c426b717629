package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.FoundPoint;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.TestContext;
import io.fieldpost.opcua.address.Tree;
import io.fieldpost.opcua.address.TreeServer;
import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import io.fieldpost.opcua.simulation.InjectionMouldingLine.Options;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points that the driver finds by itself, and what becomes of points when the server's nodes change while it is connected. */
class DiscoveredPointsTest {
    private static final String URI = "urn:test:press";
    private static final String ADDRESS = "nsu=" + URI + ";s=";
    private static final String UNTOLD = "Untold";

    @TempDir
    Path directory;

    private static Point point(String name, String address) {
        return new Point(LiveDriver.SOURCE, name, address, ValueType.ANY, "1");
    }

    /** Values here do not change by themselves, so what has arrived meanwhile counts too. */
    private static Measurement awaitGood(LiveDriver live, String name, int from) throws Exception {
        Predicate<Measurement> wanted = one -> one.point().name().equals(name) && one.quality() == Quality.GOOD;
        List<Measurement> all =
                live.sink.await(seen -> seen.stream().skip(from).anyMatch(wanted), "a good " + name, Press.BOUND);
        return all.stream().skip(from).filter(wanted).findFirst().orElseThrow();
    }

    private static int seen(LiveDriver live) {
        return live.sink.snapshot().size();
    }

    /**
     * Gives a node of which nobody is told to a point that is refused: once it is good, what was refused has been asked for again, and
     * long before that the driver has begun to listen for changes.
     */
    private static void awaitRetry(LiveDriver live, Tree tree, NodeId parent, String name) throws Exception {
        live.awaitFirst(name);
        tree.variable(parent, name);
        awaitGood(live, name, 0);
    }

    private LiveDriver watching(String endpoint, List<Point> points, String... further) throws Exception {
        return LiveDriver.start(Press.settings(endpoint, Security.None, further), directory, points);
    }

    @Test
    void rulesFindPointsWithoutAnyInTheConfigurationAndAgainAfterANamespaceShift() throws Exception {
        String rule =
                "discover: [ { under: '/Objects/nsu=" + InjectionMouldingLine.NAMESPACE + ";Line', prefix: line/ } ]";
        Options options = Options.demo();
        try (InjectionMouldingLine line = InjectionMouldingLine.start(options)) {
            try (LiveDriver live = watching(line.endpoint(), List.of(), rule)) {
                Point found = awaitGood(live, "line/Barrel.T1", 0).point();
                assertThat(found.address()).isEqualTo(InjectionMouldingLine.address("Barrel.T1"));
                assertThat(found.type()).isEqualTo(ValueType.REAL);
            }
            line.stop();
            line.restart(options.withShiftedNamespaces());
            try (LiveDriver live = watching(line.endpoint(), List.of(), rule)) {
                awaitGood(live, "line/Barrel.T1", 0);
            }
        }
    }

    @Test
    void pointsThatRulesFoundAreToldAsBadWhenTheConnectionIsLost() throws Exception {
        OpcUaSettings settings;
        try (InjectionMouldingLine line = InjectionMouldingLine.start(Options.demo())) {
            settings = Press.settings(
                    line.endpoint(),
                    Security.None,
                    "discover: [ { under: '/Objects/nsu=" + InjectionMouldingLine.NAMESPACE
                            + ";Line', prefix: line/ } ]");
            LiveSource source = LiveSource.start(settings, directory, List.of());
            try {
                source.await(
                        one -> one.point().name().equals("line/Barrel.T1") && one.quality() == Quality.GOOD, "a value");
                line.stop();
                source.await(
                        one -> one.point().name().equals("line/Barrel.T1")
                                && one.quality() == Quality.BAD_NOT_CONNECTED,
                        "the loss");
            } finally {
                source.close();
            }
        }
    }

    @Test
    void changeThatTheServerTellsIsFollowedWithinTheSession() throws Exception {
        try (TreeServer server = TreeServer.start()) {
            Tree tree = server.tree(URI);
            NodeId press = tree.object("Press1");
            NodeId first = tree.variable(press, "T1");
            String later = "/Objects/nsu=" + URI + ";Press1/Later";
            try (LiveDriver live = watching(
                    server.endpoint(),
                    List.of(point("later", later), point(UNTOLD, ADDRESS + UNTOLD)),
                    "discover: [ { under: i=85, include: ['T*'] } ]",
                    "retry_refused_every: 1s")) {
                awaitGood(live, "Press1/T1", 0);
                assertThat(live.awaitFirst("later").quality()).isEqualTo(Quality.BAD_ADDRESS_UNKNOWN);
                awaitRetry(live, tree, press, UNTOLD);

                tree.variable(press, "Later");
                tree.variable(press, "T2");
                server.sayThatNodesChanged();
                awaitGood(live, "Press1/T2", 0);
                awaitGood(live, "later", 0);

                tree.remove(first);
                server.sayThatNodesChanged();
                live.sink.await(
                        all -> all.stream()
                                .anyMatch(one -> one.point().name().equals("Press1/T1")
                                        && one.quality() == Quality.BAD_ADDRESS_UNKNOWN),
                        "the end of Press1/T1",
                        Press.BOUND);
                assertThat(live.context.losses()).isEmpty();
            }
        }
    }

    @Test
    void pointThatItsRuleFindsNoMoreIsToldOnceHoweverOftenItIsLookedFor() throws Exception {
        try (TreeServer server = TreeServer.start()) {
            Tree tree = server.tree(URI);
            NodeId press = tree.object("Press1");
            NodeId first = tree.variable(press, "T1");
            try (LiveDriver live = watching(
                    server.endpoint(),
                    List.of(point(UNTOLD, ADDRESS + UNTOLD), point("Other", ADDRESS + "Other")),
                    "discover: [ { under: i=85, include: ['T*'] } ]",
                    "retry_refused_every: 1s")) {
                awaitGood(live, "Press1/T1", 0);
                awaitRetry(live, tree, press, UNTOLD);

                tree.remove(first);
                server.sayThatNodesChanged();
                assertThat(live.context.awaitRemark("Press1/T1", Press.BOUND))
                        .contains("the rule that found it finds it no more");
                awaitRetry(live, tree, press, "Other");
                long told = gone(live, 0);
                tree.variable(press, "T2");
                server.sayThatNodesChanged();
                awaitGood(live, "Press1/T2", 0);
                assertThat(gone(live, 0)).isEqualTo(told).isPositive();
                assertThat(live.context.remarks().get("Press1/T1")).contains("the rule that found it finds it no more");

                int before = seen(live);
                first = tree.variable(press, "T1");
                server.sayThatNodesChanged();
                awaitGood(live, "Press1/T1", before);
                // The value may be here before the answer to the call that made the item.
                live.context.awaitRemarks(said -> !said.containsKey("Press1/T1"), "that it is back", Press.BOUND);
                int back = seen(live);
                tree.remove(first);
                server.sayThatNodesChanged();
                assertThat(live.context.awaitRemark("Press1/T1", Press.BOUND)).contains("finds it no more");
                live.sink.await(all -> gone(live, back) > 0, "its second end", Press.BOUND);
            }
        }
    }

    private static long gone(LiveDriver live, int from) {
        return live.sink.snapshot().stream()
                .skip(from)
                .filter(one -> one.point().name().equals("Press1/T1") && one.quality() == Quality.BAD_ADDRESS_UNKNOWN)
                .count();
    }

    @Test
    void nodeThatIsRemovedAndReturnsIsReadAgainWithinTheSession() throws Exception {
        try (TreeServer server = TreeServer.start()) {
            Tree tree = server.tree(URI);
            NodeId press = tree.object("Press1");
            NodeId id = tree.variable(press, "T1");
            try (LiveDriver live = watching(server.endpoint(), List.of(point("t1", tree.address(id))))) {
                awaitGood(live, "t1", 0);
                tree.remove(id);
                live.sink.await(
                        all -> all.stream().anyMatch(one -> one.quality().severity() == Quality.Severity.BAD),
                        "a bad t1",
                        Press.BOUND);
                int before = seen(live);
                tree.variable(press, "T1");
                server.sayThatNodesChanged();
                awaitGood(live, "t1", before);
                assertThat(live.context.losses()).isEmpty();
            }
        }
    }

    @Test
    void openDriverShowsTheMachinesTree() throws Exception {
        try (InjectionMouldingLine line = InjectionMouldingLine.start(Options.demo())) {
            OpcUaDriver driver = Press.driver(
                    Press.unprotected(line.endpoint()), new TestContext("browse", new ManualClock(), directory));
            try {
                driver.open();
                try (Stream<FoundPoint> found = driver.browse("", 64)) {
                    assertThat(found.toList())
                            .filteredOn(one -> one.name().equals("Barrel.T1"))
                            .singleElement()
                            .satisfies(one -> {
                                assertThat(one.address()).isEqualTo(InjectionMouldingLine.address("Barrel.T1"));
                                assertThat(one.depth()).isEqualTo(1);
                                assertThat(one.value()).isNotEmpty();
                            });
                }
            } finally {
                driver.close();
            }
            Press.awaitSessions(line::sessions, 0);
        }
    }
}
