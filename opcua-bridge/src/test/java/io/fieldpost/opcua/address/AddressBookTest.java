package io.fieldpost.opcua.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.Choices;
import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Result;
import io.fieldpost.config.Setting;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.ValueType;
import io.fieldpost.opcua.address.TreeServer.Limits;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AddressBookTest {
    private static final String URI = "urn:test:press";

    private final List<Remark> remarks = new ArrayList<>();
    private TreeServer server;
    private Tree tree;
    private OpcUaClient client;

    record Rules(@Setting("Rules.") List<Discover> discover) {}

    @BeforeEach
    void startServer() throws Exception {
        // Small limits, so that every call here is made of several.
        server = TreeServer.start(new Limits(7, 3, 11, true));
        tree = server.tree(URI);
        client = server.client();
    }

    @AfterEach
    void stopServer() throws Exception {
        client.disconnect();
        server.close();
    }

    static List<Discover> rules(String... yaml) {
        if (yaml.length == 0) {
            return List.of();
        }
        StringBuilder text = new StringBuilder("discover:\n");
        for (String rule : yaml) {
            text.append("  - { ").append(rule).append(" }\n");
        }
        Result<Rules> result = ConfigReader.of(Choices.none()).read("rules.yaml", text.toString(), Rules.class);
        if (result instanceof Result.Read<Rules> read) {
            return read.value().discover();
        }
        throw new IllegalArgumentException(
                ((Result.Rejected<Rules>) result).problems().toString());
    }

    private AddressBook book(List<Point> points, String... yaml) {
        return new AddressBook(client, TreeServer::await, "press-1", points, rules(yaml), remarks::add);
    }

    private static List<String> names(Resolution resolution) {
        return resolution.nodes().stream().map(node -> node.point().name()).toList();
    }

    @Test
    void everyVariableBelowAnObjectIsFoundWithItsUnitAndAStableName() throws Exception {
        NodeId press = tree.object("Press1");
        NodeId barrel = tree.object(press, "Barrel");
        tree.unit(tree.variable(barrel, "T1"), 0x43454C, "°C");
        NodeId chinese = tree.variable(barrel, "温度");
        tree.unit(chinese, 0, "Schuss");
        tree.variable(press, "State", "AUTO");
        tree.hide(tree.variable(press, "Hidden"));
        tree.variable(tree.object("Press2"), "Other");
        Resolution found = book(List.of(), "under: '/Objects/nsu=" + URI + ";Press1', prefix: press/")
                .resolve();
        assertThat(found.nodes())
                .extracting(node -> node.point().name() + " " + node.point().unit() + " "
                        + node.point().type())
                .containsExactlyInAnyOrder(
                        "press/Barrel/T1 Cel REAL", "press/Barrel/u6e29u5ea6 {Schuss} REAL", "press/State 1 TEXT");
        assertThat(found.nodes())
                .allSatisfy(node -> assertThat(node.point().source()).isEqualTo("press-1"));
        assertThat(found.nodes()).extracting(node -> node.point().address()).contains("nsu=" + URI + ";s=T1");
        assertThat(remarks).singleElement().satisfies(remark -> {
            assertThat(remark.subject()).isEqualTo("discover[0]");
            assertThat(remark.text()).contains("leaves out 1 that this user may not read");
        });
    }

    @Test
    void ruleOfATypeFindsObjectsOfItsSubtypesTooAndNothingElse() throws Exception {
        NodeId zoneType = tree.objectType(1001, "ZoneType", NodeIds.BaseObjectType);
        NodeId hotZoneType = tree.objectType(1002, "HotZoneType", zoneType);
        NodeId press = tree.object("Press1");
        tree.variable(tree.object(press, "Zone1", zoneType), "Actual", 1.0);
        NodeId hot = tree.object(press, "Zone2", hotZoneType);
        tree.variable(hot, "Actual", 2.0);
        tree.variable(hot, "Simulated", 3.0);
        tree.variable(tree.object(press, "Drive"), "Actual", 4.0);
        Resolution found = book(
                        List.of(),
                        "under: i=85, type: 'nsu=" + URI + ";i=1001', include: [\"Act*\"], exclude: ['Sim*']")
                .resolve();
        assertThat(names(found)).containsExactlyInAnyOrder("Press1/Zone1/Actual", "Press1/Zone2/Actual");
    }

    @Test
    void ruleOfAVariableTypeTakesItsVariablesAlone() throws Exception {
        NodeId press = tree.object("Press1");
        NodeId analog = new NodeId(tree.getNamespaceIndex(), "analog");
        tree.variable(press, "Analog", analog, NodeIds.AnalogItemType, Variant.ofDouble(1.0));
        tree.variable(press, "Plain", 2.0);
        // AnalogItemType is a subtype of the type that is asked for.
        Resolution found = book(List.of(), "under: i=85, type: i=2365").resolve();
        assertThat(names(found)).containsExactly("Press1/Analog");
    }

    @Test
    void hierarchyThatLeadsBackIntoItselfEnds() throws Exception {
        NodeId press = tree.object("Press1");
        NodeId part = tree.object(press, "Part");
        tree.variable(part, "T1");
        tree.refer(part, NodeIds.Organizes, press);
        tree.refer(press, NodeIds.Organizes, press);
        assertThat(names(book(List.of(), "under: i=85, depth: 64").resolve())).containsExactly("Press1/Part/T1");
    }

    @Test
    void ruleThatFindsTooMuchSaysSoAndTakesTheSameOnesEachTime() throws Exception {
        NodeId press = tree.object("Press1");
        for (int i = 9; i >= 0; i--) {
            tree.variable(press, "T" + i);
        }
        AddressBook book = book(List.of(), "under: i=85, most: 4");
        assertThat(names(book.resolve())).containsExactly("Press1/T0", "Press1/T1", "Press1/T2", "Press1/T3");
        assertThat(remarks)
                .singleElement()
                .satisfies(remark -> assertThat(remark.text()).contains("the first 4 are taken; raise 'most'"));
        assertThat(book.refresh().isEmpty()).isTrue();
    }

    @Test
    void whatIsConfiguredIsNotFoundAgainAndItsNameIsNotTaken() throws Exception {
        NodeId press = tree.object("Press1");
        tree.variable(press, "T1");
        tree.variable(press, "T2");
        Point named = new Point("press-1", "melt", "/Objects/nsu=" + URI + ";Press1/T1", ValueType.ANY, "Cel");
        Point other = new Point("press-1", "Press1/T2", "nsu=" + URI + ";s=elsewhere", ValueType.ANY, "1");
        Resolution found = book(List.of(named, other), "under: i=85").resolve();
        assertThat(names(found))
                .hasSize(3)
                .contains("melt", "Press1/T2")
                .anyMatch(name -> name.matches("Press1/T2-[0-9a-f]{8}"));
    }

    @Test
    void rulesThatFindNothingSayWhy() throws Exception {
        tree.object("Press1");
        book(
                        List.of(),
                        "under: '/Objects/nsu=" + URI + ";Press2'",
                        "under: i=85, type: 'nsu=" + URI + ";i=77'",
                        "under: '/Objects/nsu=" + URI + ";Press1'",
                        "model: machinery")
                .resolve();
        assertThat(remarks)
                .extracting(Remark::text)
                .satisfiesExactly(
                        text -> assertThat(text).contains("where there is no 'Press2'"),
                        text -> assertThat(text).contains("the server has no type nsu=" + URI + ";i=77"),
                        text -> assertThat(text).contains("finds nothing; 'fieldpost browse' shows"),
                        text -> assertThat(text).contains("no namespace http://opcfoundation.org/UA/Machinery/"));
    }

    @Test
    void changesOfTheServerAreAddedGoneAndMoved() throws Exception {
        NodeId press = tree.object("Press1");
        NodeId first = tree.variable(press, "T1");
        tree.variable(press, "T2");
        Point byPath = new Point("press-1", "by-path", "/Objects/nsu=" + URI + ";Press1/Speed", ValueType.ANY, "1");
        Point later = new Point("press-1", "later", "/Objects/nsu=" + URI + ";Press1/Later", ValueType.ANY, "1");
        NodeId speed = tree.variable(press, "Speed", 1.0);
        AddressBook book = book(List.of(byPath, later), "under: '/Objects/nsu=" + URI + ";Press1'");
        assertThat(names(book.resolve())).containsExactlyInAnyOrder("by-path", "T1", "T2");
        assertThat(book.refresh().isEmpty()).isTrue();

        tree.remove(first);
        tree.remove(speed);
        NodeId moved = tree.variable(press, "Speed", 2.0);
        tree.variable(press, "Later", 3.0);
        tree.variable(press, "T3");
        Changes changes = book.refresh();
        assertThat(changes.added()).extracting(node -> node.point().name()).containsExactlyInAnyOrder("later", "T3");
        assertThat(changes.gone())
                .singleElement()
                .satisfies(one -> assertThat(one.point().name()).isEqualTo("T1"));
        assertThat(changes.moved()).containsExactly(new Resolution.Node(byPath, moved));

        tree.remove(moved);
        Changes after = book.refresh();
        assertThat(after.gone()).singleElement().satisfies(one -> {
            assertThat(one.point()).isEqualTo(byPath);
            assertThat(one.quality()).isEqualTo(Quality.BAD_ADDRESS_UNKNOWN);
        });
        assertThat(book.refresh().isEmpty()).isTrue();
    }

    @Test
    void pointThatItsRuleFindsNoMoreIsGoneOnceUntilTheRuleFindsItAgain() throws Exception {
        NodeId press = tree.object("Press1");
        NodeId first = tree.variable(press, "T1");
        AddressBook book = book(List.of(), "under: '/Objects/nsu=" + URI + ";Press1'");
        Point point = book.resolve().nodes().get(0).point();
        tree.remove(first);
        assertThat(book.refresh().gone()).extracting(Resolution.Refused::point).containsExactly(point);

        Resolution again = book.retry(List.of(point));
        assertThat(again.nodes()).isEmpty();
        assertThat(again.refused()).isEmpty();
        assertThat(book.refresh().isEmpty()).isTrue();

        NodeId back = tree.variable(press, "T1");
        assertThat(book.refresh().added()).containsExactly(new Resolution.Node(point, back));
        // One that the rule finds and the server refuses is asked for again.
        assertThat(book.retry(List.of(point)).nodes()).containsExactly(new Resolution.Node(point, back));
        tree.remove(back);
        assertThat(book.refresh().gone()).hasSize(1);
    }

    @Test
    void pointThatIsLookedUpByItselfIsNoNewsToTheNextLook() throws Exception {
        NodeId press = tree.object("Press1");
        Point plain = new Point("press-1", "t1", "nsu=" + URI + ";s=T1", ValueType.ANY, "1");
        Point path = new Point("press-1", "t2", "/Objects/nsu=" + URI + ";Press1/T2", ValueType.ANY, "1");
        assertThat(book(List.of(plain)).isWorthAnotherLook()).isFalse();
        AddressBook book = book(List.of(plain, path));
        assertThat(book.isWorthAnotherLook()).isTrue();
        assertThat(book.resolve().refused())
                .extracting(Resolution.Refused::point)
                .containsExactly(path);
        NodeId id = tree.variable(press, "T2");
        assertThat(book.retry(List.of(path)).nodes()).containsExactly(new Resolution.Node(path, id));
        assertThat(book.refresh().isEmpty()).isTrue();
    }
}
