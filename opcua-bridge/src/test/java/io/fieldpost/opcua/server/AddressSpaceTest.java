package io.fieldpost.opcua.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.subscriptions.EventFilterBuilder;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemServiceOperationResult;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.AxisInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ModelChangeStructureDataType;
import org.eclipse.milo.opcua.stack.core.types.structured.Range;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the plant finds, and what it is told. */
class AddressSpaceTest {
    @TempDir
    static Path directory;

    private static Plant plant;
    private static Scada scada;

    @BeforeAll
    static void open() throws Exception {
        plant = Plant.open(directory);
        scada = Scada.trusted(plant);
    }

    @AfterAll
    static void close() throws Exception {
        scada.close();
        plant.close();
    }

    private static Map<String, ReferenceDescription> children(NodeId node) throws Exception {
        BrowseDescription all = new BrowseDescription(
                node,
                BrowseDirection.Forward,
                NodeIds.HierarchicalReferences,
                true,
                UInteger.valueOf(0),
                UInteger.valueOf(63));
        Map<String, ReferenceDescription> children = new LinkedHashMap<>();
        for (ReferenceDescription child : scada.client.browse(all).getReferences()) {
            children.put(child.getBrowseName().getName(), child);
        }
        return children;
    }

    private static NodeId local(ReferenceDescription child) {
        return child.getNodeId().toNodeId(scada.client.getNamespaceTable()).orElseThrow();
    }

    private static NodeId id(String id) throws Exception {
        return new NodeId(scada.index(), id);
    }

    private static Object attribute(NodeId node, AttributeId attribute) throws Exception {
        ReadValueId wanted = new ReadValueId(node, attribute.uid(), null, null);
        return scada.client
                .read(0, TimestampsToReturn.Neither, List.of(wanted))
                .getResults()[0]
                .getValue()
                .getValue();
    }

    private static <T> T structure(String id, Class<T> type) throws Exception {
        ExtensionObject encoded = (ExtensionObject) scada.read(id).getValue().getValue();
        return type.cast(encoded.decode(scada.client.getStaticEncodingContext()));
    }

    @Test
    void pointsAreFoundBelowTheirSource() throws Exception {
        NodeId root = local(children(NodeIds.ObjectsFolder).get("Fieldpost"));
        assertThat(children(root)).containsKeys("Health", "press", "band");
        Map<String, ReferenceDescription> press = children(local(children(root).get("press")));
        assertThat(press).containsKeys("barrel/temperature", "pressure", "state", "level");
        assertThat(local(press.get("pressure"))).isEqualTo(id("press/pressure"));
        assertThat(press.get("barrel/temperature").getTypeDefinition()).isEqualTo(NodeIds.AnalogUnitType.expanded());
        assertThat(press.get("pressure").getTypeDefinition()).isEqualTo(NodeIds.AnalogUnitRangeType.expanded());
        assertThat(press.get("level").getTypeDefinition()).isEqualTo(NodeIds.AnalogItemType.expanded());
        assertThat(press.get("state").getTypeDefinition()).isEqualTo(NodeIds.DataItemType.expanded());
    }

    @Test
    void aPointTellsItsUnitByTheCommonCodeAndItsRange() throws Exception {
        EUInformation unit = structure("press/barrel/temperature#EngineeringUnits", EUInformation.class);
        assertThat(unit.getUnitId()).isEqualTo(4408652);
        assertThat(unit.getNamespaceUri()).isEqualTo("http://www.opcfoundation.org/UA/units/un/cefact");
        assertThat(unit.getDisplayName().getText()).isEqualTo("°C");
        Range range = structure("press/pressure#EURange", Range.class);
        assertThat(range.getLow()).isZero();
        assertThat(range.getHigh()).isEqualTo(250);
        assertThat(children(id("press/pressure"))).containsKeys("EngineeringUnits", "EURange");
    }

    @Test
    void aUnitWithoutACommonCodeKeepsItsUcumCode() {
        EUInformation unit = EngineeringUnits.of("[arb'U]");
        assertThat(unit.getUnitId()).isEqualTo(-1);
        assertThat(unit.getNamespaceUri()).isEqualTo("http://unitsofmeasure.org");
        assertThat(unit.getDisplayName().getText()).isEqualTo("[arb'U]");
    }

    @Test
    void aValueComesWithBothItsTimesAndItsDataType() throws Exception {
        plant.show(Plant.TEMPERATURE, new Value.Real(21.5));
        DataValue value = scada.read("press/barrel/temperature");
        assertThat(value.getValue().getValue()).isEqualTo(21.5);
        assertThat(value.getStatusCode()).isEqualTo(StatusCode.GOOD);
        assertThat(value.getSourceTime()).isEqualTo(new DateTime(Plant.NOW));
        assertThat(value.getServerTime()).isEqualTo(new DateTime(Plant.NOW.plusSeconds(1)));
        assertThat(attribute(id("press/barrel/temperature"), AttributeId.DataType))
                .isEqualTo(NodeIds.Double);
    }

    @Test
    void whatHasNoValueYetSaysSo() throws Exception {
        assertThat(scada.read("press/level").getStatusCode().getValue())
                .isEqualTo(StatusCodes.Bad_WaitingForInitialData);
    }

    @Test
    void nothingCanBeWritten() throws Exception {
        assertThat(attribute(id("press/pressure"), AttributeId.AccessLevel)).isEqualTo(UByte.valueOf(1 | 4));
        List<StatusCode> written = scada.client.writeValues(
                List.of(
                        id("press/pressure"),
                        id("press/pressure#EURange"),
                        NodeIds.Server_ServerDiagnostics_EnabledFlag),
                List.of(
                        DataValue.valueOnly(Variant.ofDouble(1)),
                        DataValue.valueOnly(Variant.ofDouble(1)),
                        DataValue.valueOnly(Variant.ofBoolean(true))));
        assertThat(written).allSatisfy(status -> assertThat(status.isBad()).isTrue());
    }

    @Test
    void aPointThatADriverAnnouncesAppearsWithItsAxis() throws Exception {
        Point trace = new Point("band", "fm/trace", "", ValueType.SERIES, "dB");
        plant.show(
                trace,
                new Value.Series(
                        87e6,
                        1000,
                        "Hz",
                        new float[] {-1, -2, -3},
                        new Value.Record(Map.of("gain", new Value.Real(28)))));
        assertThat(children(id("band")).get("fm/trace").getTypeDefinition())
                .isEqualTo(NodeIds.YArrayItemType.expanded());
        assertThat((Float[]) scada.read("band/fm/trace").getValue().getValue()).containsExactly(-1f, -2f, -3f);
        AxisInformation axis = structure("band/fm/trace#XAxisDefinition", AxisInformation.class);
        assertThat(axis.getEuRange().getLow()).isEqualTo(87e6);
        assertThat(axis.getEuRange().getHigh()).isEqualTo(87.002e6);
        assertThat(axis.getEngineeringUnits().getDisplayName().getText()).isEqualTo("Hz");
        assertThat(scada.read("band/fm/trace#Conditions").getValue().getValue()).isEqualTo("{\"gain\":28.0}");
        assertThat(attribute(id("band/fm/trace"), AttributeId.Historizing)).isEqualTo(false);
    }

    @Test
    void aRecordIsAJsonText() throws Exception {
        Point event = new Point("band", "event", "", ValueType.RECORD, "1");
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("name", new Value.Text("a \"b\"\n"));
        fields.put("level", new Value.Real(Double.NaN));
        fields.put("count", new Value.Int(3));
        plant.show(event, new Value.Record(fields));
        assertThat(scada.read("band/event").getValue().getValue())
                .isEqualTo("{\"name\":\"a \\\"b\\\"\\u000a\",\"level\":\"NaN\",\"count\":3}");
    }

    @Test
    void healthIsFoundByItsPath() throws Exception {
        Point fill = new Point("", "store/fill", "", ValueType.REAL, "%");
        plant.server.showHealth(List.of(Measurement.good(fill, new Value.Real(12.5), Plant.NOW)));
        Map<String, ReferenceDescription> health = children(id(":health"));
        assertThat(children(local(health.get("store")))).containsKey("fill");
        assertThat(scada.read(":health/store/fill").getValue().getValue()).isEqualTo(12.5);
    }

    private static OpcUaSubscription watch(BlockingQueue<DataValue> told, String id, int queue) throws Exception {
        OpcUaSubscription subscription = new OpcUaSubscription(scada.client);
        subscription.setPublishingInterval(100.0);
        subscription.create();
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(id(id));
        item.setQueueSize(UInteger.valueOf(queue));
        item.setDataValueListener((which, value) -> told.add(value));
        subscription.addMonitoredItem(item);
        List<MonitoredItemServiceOperationResult> made = subscription.createMonitoredItems();
        assertThat(made).allSatisfy(result -> assertThat(result.isGood()).isTrue());
        return subscription;
    }

    private static DataValue next(BlockingQueue<DataValue> told) throws InterruptedException {
        DataValue value = told.poll(Scada.BOUND_SECONDS, TimeUnit.SECONDS);
        assertThat(value).as("a notification").isNotNull();
        return value;
    }

    @Test
    void everyChangeIsToldInOrderAndABadQualityHasNoValue() throws Exception {
        plant.show(Plant.PRESSURE, new Value.Real(0));
        BlockingQueue<DataValue> told = new LinkedBlockingQueue<>();
        OpcUaSubscription subscription = watch(told, "press/pressure", 20);
        assertThat(next(told).getValue().getValue()).isEqualTo(0.0);
        List<Object> expected = new ArrayList<>();
        for (int i = 1; i <= 15; i++) {
            plant.show(Plant.PRESSURE, new Value.Real(i));
            expected.add((double) i);
        }
        List<Object> seen = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            seen.add(next(told).getValue().getValue());
        }
        assertThat(seen).isEqualTo(expected);
        plant.server.show(List.of(Measurement.bad(Plant.PRESSURE, Quality.BAD_NOT_CONNECTED, Plant.NOW)));
        DataValue bad = next(told);
        assertThat(bad.getStatusCode().getValue()).isEqualTo(StatusCodes.Bad_NotConnected);
        assertThat(bad.getValue().isNull()).isTrue();
        subscription.delete();
    }

    @Test
    void whoListensForEventsIsToldOfNewPoints() throws Exception {
        OpcUaSubscription subscription = new OpcUaSubscription(scada.client);
        subscription.setPublishingInterval(100.0);
        subscription.create();
        EventFilter filter = new EventFilterBuilder()
                .select(NodeIds.BaseEventType, new QualifiedName(0, "EventType"))
                .select(NodeIds.GeneralModelChangeEventType, new QualifiedName(0, "Changes"))
                .build();
        BlockingQueue<Variant[]> told = new LinkedBlockingQueue<>();
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newEventItem(NodeIds.Server, filter);
        item.setEventValueListener((which, fields) -> told.add(fields));
        subscription.addMonitoredItem(item);
        assertThat(subscription.createMonitoredItems())
                .allSatisfy(made -> assertThat(made.isGood()).isTrue());
        plant.show(new Point("band", "late", "", ValueType.INT, "1"), new Value.Int(1));
        Variant[] event = told.poll(Scada.BOUND_SECONDS, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        assertThat(event[0].getValue()).isEqualTo(NodeIds.GeneralModelChangeEventType);
        ExtensionObject[] changes = (ExtensionObject[]) event[1].getValue();
        ModelChangeStructureDataType change =
                (ModelChangeStructureDataType) changes[0].decode(scada.client.getStaticEncodingContext());
        assertThat(change.getAffected()).isEqualTo(id("band/late"));
        subscription.delete();
    }

    @Test
    void aTypeThatChangesIsToldAsWhatBothHaveInCommon() throws Exception {
        Point count = new Point("band", "mixed", "", ValueType.INT, "1");
        plant.show(count, new Value.Int(1));
        assertThat(attribute(id("band/mixed"), AttributeId.DataType)).isEqualTo(NodeIds.Int64);
        plant.show(count, new Value.Real(1.5));
        assertThat(attribute(id("band/mixed"), AttributeId.DataType)).isEqualTo(NodeIds.Number);
    }
}
