package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import io.fieldpost.opcua.simulation.InjectionMouldingLine.Options;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that has types of its own: enumerations, structures and all that OPC UA is built of, over the wire. */
class MachineTypesTest {
    private static InjectionMouldingLine line;

    @TempDir
    Path directory;

    @BeforeAll
    static void startTheLine() throws Exception {
        Map<String, Variant> constants = new LinkedHashMap<>();
        constants.put("Plain.Byte", Variant.ofByte(UByte.valueOf(200)));
        constants.put("Plain.UInt64", Variant.ofUInt64(ULong.MAX));
        constants.put("Plain.Guid", Variant.ofGuid(new UUID(1, 2)));
        constants.put("Plain.Time", Variant.ofDateTime(new DateTime(10_000_000)));
        constants.put("Plain.Bytes", Variant.ofByteString(ByteString.of(new byte[] {1, 2})));
        constants.put("Plain.Text", Variant.ofLocalizedText(new LocalizedText("zh", "哨点")));
        constants.put("Plain.Doubles", Variant.ofDoubleArray(new Double[] {0.1, 22.5}));
        constants.put("Plain.Matrix", Variant.of(Matrix.ofInt32(new int[][] {{1, 2}, {3, 4}})));
        constants.put("Plain.Nothing", Variant.NULL_VALUE);
        line = InjectionMouldingLine.start(Options.demo().withConstants(constants));
    }

    @AfterAll
    static void stopTheLine() {
        line.close();
    }

    private Map<String, Measurement> read(OpcUaSettings settings, String... ids) throws Exception {
        List<Point> points = new ArrayList<>();
        for (String id : ids) {
            points.add(Press.point(LiveDriver.SOURCE, id));
        }
        Map<String, Measurement> first = new HashMap<>();
        try (LiveDriver live = LiveDriver.start(settings, directory, points)) {
            for (String id : ids) {
                first.put(id, live.awaitFirst(id));
            }
        }
        return first;
    }

    private Map<String, Measurement> read(String... ids) throws Exception {
        return read(Press.unprotected(line.endpoint()), ids);
    }

    @Test
    void builtInTypesArriveOverTheWireAsTheyAre() throws Exception {
        Map<String, Measurement> read = read(
                "Plain.Byte",
                "Plain.UInt64",
                "Plain.Guid",
                "Plain.Time",
                "Plain.Bytes",
                "Plain.Text",
                "Plain.Doubles",
                "Plain.Matrix",
                "Plain.Nothing");
        Map<String, Value> values = new HashMap<>();
        read.forEach((id, one) -> values.put(id.substring(6), one.value()));
        assertThat(values)
                .containsEntry("Byte", new Value.Int(200))
                .containsEntry("UInt64", new Value.Text("18446744073709551615"))
                .containsEntry("Guid", new Value.Text(new UUID(1, 2).toString()))
                .containsEntry("Time", new Value.Text("1601-01-01T00:00:01Z"))
                .containsEntry("Bytes", new Value.Bytes(new byte[] {1, 2}))
                .containsEntry("Text", new Value.Text("哨点"))
                .containsEntry("Doubles", array(new Value.Real(0.1), new Value.Real(22.5)))
                .containsEntry(
                        "Matrix",
                        array(array(new Value.Int(1), new Value.Int(2)), array(new Value.Int(3), new Value.Int(4))))
                .containsEntry("Nothing", new Value.Absent());
        assertThat(read.get("Plain.Nothing").quality()).isEqualTo(Quality.GOOD);
    }

    @Test
    void enumerationsCarryTheirNamesFromTheFirstValueOn() throws Exception {
        Map<String, Measurement> read =
                read("Typed.Operation", "Typed.Unnamed", "Typed.Legacy", "Typed.Operations", "Typed.Plain");
        assertThat(read.get("Typed.Operation").value()).isEqualTo(operation(3, "Executing"));
        assertThat(read.get("Typed.Unnamed").value())
                .isEqualTo(new Value.Record(Map.of("value", new Value.Int(4), "name", new Value.Absent())));
        assertThat(read.get("Typed.Legacy").value()).isEqualTo(operation(1, "On"));
        assertThat(read.get("Typed.Operations").value())
                .isEqualTo(array(operation(0, "Idle"), operation(9, "Faulted")));
        assertThat(read.get("Typed.Plain").value()).isEqualTo(new Value.Int(3));
    }

    @Test
    void enumerationsAreNumbersOrNamesWhereThatIsAskedFor() throws Exception {
        OpcUaSettings numbers = Press.settings(line.endpoint(), Security.None, "enumerations: number");
        assertThat(read(numbers, "Typed.Operation").get("Typed.Operation").value())
                .isEqualTo(new Value.Int(3));
        OpcUaSettings names = Press.settings(line.endpoint(), Security.None, "enumerations: name");
        assertThat(read(names, "Typed.Operation").get("Typed.Operation").value())
                .isEqualTo(new Value.Text("Executing"));
    }

    @Test
    void structuresAreRecordsOfTheirFields() throws Exception {
        Map<String, Measurement> read =
                read("Typed.Shot", "Typed.Cycle", "Typed.Shots", "Typed.Recipe", "Typed.Setpoint", "Typed.Range");
        assertThat(read.get("Typed.Shot").value()).isEqualTo(shot(7));
        assertThat(read.get("Typed.Cycle").value())
                .isEqualTo(new Value.Record(Map.of("Last", shot(2), "Shots", array(shot(1), shot(2)))));
        assertThat(read.get("Typed.Shots").value()).isEqualTo(array(shot(1), shot(2)));
        assertThat(read.get("Typed.Recipe").value())
                .isEqualTo(new Value.Record(Map.of("Name", new Value.Text("red lid"), "Colour", new Value.Int(5))));
        assertThat(read.get("Typed.Setpoint").value())
                .isEqualTo(new Value.Record(Map.of("Position", new Value.Real(0.25))));
        assertThat(read.get("Typed.Range").value())
                .isEqualTo(new Value.Record(Map.of("Low", new Value.Real(-5), "High", new Value.Real(5))));
    }

    @Test
    void structureOfAnOldServerIsReadByItsTypeDictionary() throws Exception {
        assertThat(read("Typed.OldShot").get("Typed.OldShot").value())
                .isEqualTo(new Value.Record(Map.of(
                        "Number", new Value.Int(8),
                        "Note", new Value.Text("first"),
                        "Grade", operation(1, "Prime"),
                        "Zones", array(new Value.Real(1.5), new Value.Real(2.5)),
                        "Span", new Value.Record(Map.of("Seconds", new Value.Int(40))),
                        "Limits", new Value.Record(Map.of("Low", new Value.Real(0), "High", new Value.Real(100))))));
    }

    @Test
    void structureThatCannotBeReadIsBadWithItsReasonAndTheRestFlows() throws Exception {
        List<Point> points = List.of(
                Press.point(LiveDriver.SOURCE, "Typed.Torn"),
                Press.point(LiveDriver.SOURCE, "Typed.Stranger"),
                Press.point(LiveDriver.SOURCE, "Barrel.T1"));
        try (LiveDriver live = LiveDriver.start(Press.unprotected(line.endpoint()), directory, points)) {
            for (String id : List.of("Typed.Torn", "Typed.Stranger")) {
                assertThat(live.awaitFirst(id)).satisfies(one -> {
                    assertThat(one.quality()).isEqualTo(Quality.BAD_CONFIGURATION);
                    assertThat(one.value()).isEqualTo(new Value.Absent());
                });
            }
            live.awaitFresh("Barrel.T1");
            assertThat(live.context.remarks()).containsKey("Typed.Stranger");
            assertThat(live.context.remarks().get("Typed.Torn")).contains("shorter than its type");
        }
    }

    /** A deadband is for numbers (Part 4, 7.22.2): the server refuses the filter of a structure. */
    @Test
    void whatIsSaidOfItsValuesAndOfItsFilterStandsBesideEachOther() throws Exception {
        OpcUaSettings settings = Press.settings(
                line.endpoint(), Security.None, "monitoring: [ { points: [ Typed.Torn ], deadband: 3 } ]");
        List<Point> points = List.of(Press.point(LiveDriver.SOURCE, "Typed.Torn"));
        try (LiveDriver live = LiveDriver.start(settings, directory, points)) {
            live.awaitFirst("Typed.Torn");
            assertThat(live.context.remarks().get("Typed.Torn"))
                    .contains("sends every change")
                    .contains("shorter than its type");
        }
    }

    private static Value.Record operation(long value, String name) {
        return new Value.Record(Map.of("value", new Value.Int(value), "name", new Value.Text(name)));
    }

    private static Value.Record shot(int number) {
        return new Value.Record(Map.of(
                "Number", new Value.Int(number),
                "Peak", new Value.Real(221.5),
                "State", operation(3, "Executing"),
                "Zones", array(new Value.Real(1), new Value.Real(2)),
                "Label", new Value.Text("shot " + number)));
    }

    private static Value.Array array(Value... elements) {
        return new Value.Array(List.of(elements));
    }
}
