package io.fieldpost.opcua.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.FoundPoint;
import io.fieldpost.driver.FoundPoint.Access;
import io.fieldpost.driver.UncheckedDriverException;
import io.fieldpost.driver.ValueType;
import io.fieldpost.opcua.address.TreeServer.Limits;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TreeWalkTest {
    private static final String URI = "urn:test:press";

    private TreeServer server;
    private Tree tree;
    private OpcUaClient client;

    @BeforeEach
    void startServer() throws Exception {
        server = TreeServer.start(new Limits(10, 5, 20, true));
        tree = server.tree(URI);
        client = server.client();
    }

    @AfterEach
    void stopServer() throws Exception {
        client.disconnect();
        server.close();
    }

    private List<FoundPoint> walk(String from) throws DriverException {
        try (Stream<FoundPoint> found = TreeWalk.from(from, 64, client, TreeServer::await)) {
            return found.toList();
        }
    }

    @Test
    void parentsComeBeforeWhatLiesInThemWithAllThatIsCheapToKnow() throws Exception {
        NodeId press = tree.object("Press1");
        NodeId temperature = tree.variable(press, "T1", 21.5);
        tree.unit(temperature, 0x43454C, "°C");
        NodeId hidden = tree.variable(press, "Hidden");
        tree.hide(hidden);
        assertThat(walk(""))
                .containsExactly(
                        new FoundPoint(tree.address(press), "Press1", ValueType.ANY, "1", 0, Access.FOLDER, ""),
                        new FoundPoint(tree.address(temperature), "T1", ValueType.REAL, "Cel", 1, Access.READ, "21.5"),
                        new FoundPoint(tree.address(hidden), "Hidden", ValueType.REAL, "1", 1, Access.NONE, ""));
    }

    @Test
    void circlesAndTwoWaysToOneNodeListEachNodeOnce() throws Exception {
        NodeId press = tree.object("Press1");
        NodeId part = tree.object(press, "Part");
        NodeId value = tree.variable(part, "T1", 1.0);
        tree.refer(part, NodeIds.Organizes, press);
        tree.refer(press, NodeIds.Organizes, value);
        tree.refer(value, NodeIds.HasComponent, part);
        assertThat(walk("")).extracting(FoundPoint::name).containsExactly("Press1", "Part", "T1");
    }

    @Test
    void hugeServerIsAskedOnlyAsFarAsSomebodyLooks() throws Exception {
        NodeId press = tree.object("Press1");
        for (int i = 0; i < 3_000; i++) {
            tree.variable(tree.object(press, "Zone" + i), "T", 1.0);
        }
        int[] calls = new int[1];
        Waiting counting = new Waiting() {
            @Override
            public <T> T await(CompletableFuture<T> answer, String what) throws DriverException {
                calls[0]++;
                return TreeServer.await(answer, what);
            }
        };
        try (Stream<FoundPoint> found = TreeWalk.from("", 64, client, counting)) {
            assertThat(found.limit(11).toList()).hasSize(11);
        }
        assertThat(calls[0]).isLessThan(60);
    }

    @Test
    void allReferencesOfALargeFolderArriveOverManyContinuationPoints() throws Exception {
        NodeId press = tree.object("Press1");
        for (int i = 0; i < 2_500; i++) {
            tree.variable(press, "T" + i);
        }
        assertThat(walk("/Objects/nsu=" + URI + ";Press1"))
                .hasSize(2_500)
                .allMatch(one -> one.depth() == 0)
                .extracting(FoundPoint::address)
                .doesNotHaveDuplicates()
                .allSatisfy(address ->
                        assertThat(PointAddress.complaintAbout(address)).isEmpty());
    }

    @Test
    void beginningThatIsNotThereIsRefusedWithTheReason() {
        assertThatThrownBy(() -> walk("nsu=" + URI + ";s=nothing"))
                .isInstanceOfSatisfying(
                        DriverException.class,
                        e -> assertThat(e.reason()).isEqualTo(DriverException.Reason.CONFIGURATION))
                .hasMessageContaining("does not know the node");
        assertThatThrownBy(() -> walk("Press1")).hasMessageContaining("not an OPC UA address");
        assertThatThrownBy(() -> walk("/Objects/nsu=" + URI + ";Press1")).hasMessageContaining("no 'Press1'");
    }

    @Test
    void serverThatGoesAwayMeanwhileIsToldAsADriversFailure() throws Exception {
        tree.variable(tree.object("Press1"), "T1");
        try (Stream<FoundPoint> found = TreeWalk.from("", 64, client, TreeServer::await)) {
            client.disconnect();
            assertThatThrownBy(found::toList).isInstanceOf(UncheckedDriverException.class);
        }
    }
}
