package io.fieldpost.opcua.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.ValueType;
import io.fieldpost.opcua.address.TreeServer.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointResolverTest {
    private static final String URI = "urn:test:press";
    private static final int MANY = 500;

    /** Counts the calls that are made. */
    private static final class Counting implements Waiting {
        private int calls;

        @Override
        public <T> T await(CompletableFuture<T> answer, String what) throws DriverException {
            calls++;
            return TreeServer.await(answer, what);
        }
    }

    private static Point point(String name, String address) {
        return new Point("press-1", name, address, ValueType.ANY, "1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void manyPathsArriveWhetherTheServerAnnouncesItsLimitsOrNot(boolean announced) throws Exception {
        try (TreeServer server = TreeServer.start(new Limits(37, 10, 100, announced))) {
            Tree tree = server.tree(URI);
            NodeId press = tree.object("Press1");
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                tree.variable(press, "T" + i);
                points.add(point("t" + i, "/Objects/nsu=" + URI + ";Press1/T" + i));
            }
            OpcUaClient client = server.client();
            Counting counting = new Counting();
            Resolution resolution = new PointResolver(client, counting).resolve(points);
            assertThat(resolution.refused()).isEmpty();
            assertThat(resolution.nodes())
                    .hasSize(MANY)
                    .allSatisfy(node -> assertThat(node.id().getIdentifier())
                            .isEqualTo("T" + node.point().name().substring(1)));
            // 14 calls of 37 paths, and a few to learn how many a server bears that does not say so.
            assertThat(counting.calls).isBetween(16, 30);
            client.disconnect();
        }
    }

    @Test
    void fiftyThousandNodeIdsCostNoCallBesideTheOneForTheNamespaces() throws Exception {
        try (TreeServer server = TreeServer.start()) {
            server.tree(URI);
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < 50_000; i++) {
                points.add(point("t" + i, "nsu=" + URI + ";i=" + i));
            }
            OpcUaClient client = server.client();
            Counting counting = new Counting();
            assertThat(new PointResolver(client, counting).resolve(points).nodes())
                    .hasSize(50_000);
            assertThat(counting.calls).isEqualTo(1);
            client.disconnect();
        }
    }

    @Test
    void everyRefusalSaysWhyAndTheRestIsFound() throws Exception {
        try (TreeServer server = TreeServer.start()) {
            Tree tree = server.tree(URI);
            NodeId press = tree.object("Press1");
            NodeId barrel = tree.object(press, "Barrel");
            NodeId good = tree.variable(barrel, "T1");
            tree.variable(barrel, "Twin", 1.0);
            tree.variable(barrel, "Twin", 2.0);
            String base = "/Objects/nsu=" + URI + ";Press1";
            OpcUaClient client = server.client();
            Resolution resolution = new PointResolver(client, TreeServer::await)
                    .resolve(List.of(
                            point("good", base + "/Barrel/T1"),
                            point("below", "<" + tree.address(barrel) + ">/nsu=" + URI + ";T1"),
                            point("astray", base + "/Barrel/T7"),
                            point("far-astray", base + "/Barrels/T1"),
                            point("twin", base + "/Barrel/Twin"),
                            point("nowhere", "/Objects/nsu=urn:nobody;A"),
                            point("no-node", "<nsu=" + URI + ";s=none>/ns=0;A"),
                            point("no-syntax", "Barrel.T1")));
            assertThat(resolution.nodes())
                    .extracting(node -> node.point().name() + " " + node.id())
                    .containsExactlyInAnyOrder("good " + good, "below " + good);
            assertThat(resolution.refused())
                    .extracting(one -> one.point().name() + " " + one.quality() + " " + one.reason())
                    .satisfiesExactlyInAnyOrder(
                            one -> assertThat(one)
                                    .startsWith("astray " + Quality.BAD_ADDRESS_UNKNOWN)
                                    .contains("leads as far as " + base + "/Barrel, where there is no 'T7'"),
                            one -> assertThat(one)
                                    .startsWith("far-astray")
                                    .contains("leads as far as " + base + ", where there is no 'Barrels'"),
                            one -> assertThat(one)
                                    .startsWith("twin " + Quality.BAD_CONFIGURATION)
                                    .contains("leads to 2 nodes", "nsu=" + URI + ";s="),
                            one -> assertThat(one)
                                    .startsWith("nowhere " + Quality.BAD_ADDRESS_UNKNOWN)
                                    .contains("no namespace urn:nobody"),
                            one -> assertThat(one).startsWith("no-node").contains("where the path begins"),
                            one -> assertThat(one)
                                    .startsWith("no-syntax " + Quality.BAD_CONFIGURATION)
                                    .contains("not an OPC UA address"));
            client.disconnect();
        }
    }

    @Test
    void nodeThatTwoReferencesLeadToIsOneNode() throws Exception {
        try (TreeServer server = TreeServer.start()) {
            Tree tree = server.tree(URI);
            NodeId press = tree.object("Press1");
            NodeId id = tree.variable(press, "T1");
            tree.refer(press, NodeIds.Organizes, id);
            OpcUaClient client = server.client();
            Resolution resolution = new PointResolver(client, TreeServer::await)
                    .resolve(List.of(point("t1", "/Objects/nsu=" + URI + ";Press1/T1")));
            assertThat(resolution.nodes()).extracting(Resolution.Node::id).containsExactly(id);
            client.disconnect();
        }
    }
}
