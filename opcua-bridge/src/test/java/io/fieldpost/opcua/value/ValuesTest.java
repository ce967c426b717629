package io.fieldpost.opcua.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.XmlElement;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValuesTest {
    private static final Point POINT = new Point("press-1", "p", "i=1", ValueType.ANY, "1");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant MACHINE = Instant.parse("2000-01-01T00:00:07Z");

    static Stream<Arguments> scalars() {
        UUID guid = UUID.fromString("09087e75-8e5e-499b-954f-f2a9603db28a");
        return Stream.of(
                Arguments.of(true, new Value.Bool(true)),
                Arguments.of((byte) -5, new Value.Int(-5)),
                Arguments.of(UByte.valueOf(200), new Value.Int(200)),
                Arguments.of((short) -300, new Value.Int(-300)),
                Arguments.of(UInteger.valueOf(4_294_967_295L), new Value.Int(4_294_967_295L)),
                Arguments.of(Long.MIN_VALUE, new Value.Int(Long.MIN_VALUE)),
                Arguments.of(ULong.valueOf(Long.MAX_VALUE), new Value.Int(Long.MAX_VALUE)),
                Arguments.of(ULong.MAX, new Value.Text("18446744073709551615")),
                Arguments.of(0.25f, new Value.Real(0.25)),
                Arguments.of(Double.NaN, new Value.Real(Double.NaN)),
                Arguments.of("text", new Value.Text("text")),
                Arguments.of(LocalizedText.english("Störung"), new Value.Text("Störung")),
                Arguments.of(LocalizedText.NULL_VALUE, new Value.Absent()),
                Arguments.of(new QualifiedName(3, "name"), new Value.Text("3:name")),
                Arguments.of(new QualifiedName(1, "name"), new Value.Text("nsu=urn:a%3Bb;name")),
                Arguments.of(new DateTime(MACHINE), new Value.Text("2000-01-01T00:00:07Z")),
                Arguments.of(guid, new Value.Text(guid.toString())),
                Arguments.of(ByteString.of(new byte[] {1, 2}), new Value.Bytes(new byte[] {1, 2})),
                Arguments.of(new DateTime(Long.MAX_VALUE), new Value.Text("9999-12-31T23:59:59Z")),
                Arguments.of(DateTime.MIN_VALUE, new Value.Absent()),
                Arguments.of(new NodeId(2, "a"), new Value.Text("ns=2;s=a")),
                Arguments.of(new NodeId(1, "a"), new Value.Text("nsu=urn:a%3Bb;s=a")),
                Arguments.of(new NodeId(0, 85), new Value.Text("i=85")),
                Arguments.of(ExpandedNodeId.parse("nsu=urn:a%3Bb;i=7"), new Value.Text("nsu=urn:a%3Bb;i=7")),
                Arguments.of(new XmlElement("<a/>"), new Value.Text("<a/>")),
                Arguments.of(new StatusCode(0x80340000L), new Value.Int(0x80340000L)));
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void everyScalarKeepsItsMeaning(Object decoded, Value expected) {
        assertThat(of(decoded)).isEqualTo(expected);
    }

    @Test
    void arrayIsExactAndInItsOrder() {
        assertThat(of(new String[] {"a", null})).isEqualTo(array(new Value.Text("a"), new Value.Absent()));
        assertThat(of(new Float[] {1.5f, -2f})).isEqualTo(array(new Value.Real(1.5), new Value.Real(-2)));
        assertThat(of(new Variant[] {Variant.ofInt32(1), Variant.ofString("x")}))
                .isEqualTo(array(new Value.Int(1), new Value.Text("x")));
    }

    @Test
    void longArrayOfNumbersIsATraceWhereBinary32HoldsThemAndElementsWhereItDoesNot() {
        Float[] trace = new Float[Arrays.LONGEST_EXACT + 1];
        java.util.Arrays.fill(trace, 0.5f);
        assertThat(of(trace))
                .isInstanceOfSatisfying(
                        Value.Series.class,
                        series -> assertThat(series.values())
                                .hasSize(trace.length)
                                .containsOnly(0.5f));
        Double[] exact = new Double[Arrays.LONGEST_EXACT + 1];
        java.util.Arrays.fill(exact, 0.1);
        assertThat(of(exact))
                .isInstanceOfSatisfying(
                        Value.Array.class,
                        array -> assertThat(array.elements())
                                .hasSize(exact.length)
                                .containsOnly(new Value.Real(0.1)));
    }

    @Test
    void matrixIsAnArrayOfItsRows() {
        Matrix cube = new Matrix(new Integer[] {1, 2, 3, 4}, new int[] {2, 1, 2}, OpcUaDataType.Int32);
        assertThat(of(cube))
                .isEqualTo(array(
                        array(array(new Value.Int(1), new Value.Int(2))),
                        array(array(new Value.Int(3), new Value.Int(4)))));
    }

    @Test
    void matrixWhoseDimensionsLieIsRefused() {
        Integer[] four = {1, 2, 3, 4};
        for (int[] lie :
                new int[][] {{2, 3}, {-2, -2}, {65_536, 65_536}, {0, 4}, {1 << 16, 1 << 16, 1 << 16, 1 << 16}}) {
            assertThatThrownBy(() -> of(new Matrix(four, lie, OpcUaDataType.Int32)))
                    .isInstanceOf(ValueException.class)
                    .hasMessageContaining("matrix");
        }
    }

    @Test
    void tooManyElementsAndTooDeepNestingAreRefusedWithTheirReason() {
        assertThatThrownBy(() -> of(new String[Budget.MOST_ELEMENTS + 1])).hasMessageContaining("more than 100000");
        Object nested = 1;
        for (int i = 0; i <= Budget.DEEPEST; i++) {
            nested = new Variant[] {new Variant(nested)};
        }
        Object deep = nested;
        assertThatThrownBy(() -> of(deep)).hasMessageContaining("nested");
    }

    @Test
    void dataValueWithinAValueKeepsItsStatusAndTime() {
        DataValue inner = new DataValue(Variant.ofInt32(7), new StatusCode(0x40900000L), new DateTime(MACHINE), null);
        assertThat(of(new Variant[] {new Variant(inner)}))
                .isEqualTo(array(new Value.Record(Map.of(
                        "value", new Value.Int(7),
                        "status", new Value.Int(0x40900000L),
                        "source_time", new Value.Text("2000-01-01T00:00:07Z"),
                        "server_time", new Value.Absent()))));
    }

    @Test
    void statusIsKeptWholeWithItsInfoBits() {
        Measurement overflowed = read(new StatusCode(0x00000480L), null, null);
        assertThat(overflowed.statusCode()).isEqualTo(0x480);
        assertThat(overflowed.quality()).isEqualTo(Quality.GOOD);
        Measurement bad = read(new StatusCode(0x80AB0000L), null, null);
        assertThat(bad.statusCode()).isEqualTo(0x80AB0000);
        assertThat(bad.quality()).isEqualTo(Quality.BAD);
    }

    @Test
    void timeWithoutEndOrBeginningIsNoTime() {
        assertThat(read(StatusCode.GOOD, new DateTime(Long.MAX_VALUE), null).sourceTime())
                .isEqualTo(NOW);
        assertThat(read(StatusCode.GOOD, new DateTime(Long.MIN_VALUE), null).sourceTime())
                .isEqualTo(NOW);
    }

    @Test
    void sourceTimeGoesBeforeServerTimeAndThatBeforeArrival() {
        DateTime machine = new DateTime(MACHINE);
        DateTime server = new DateTime(MACHINE.plusSeconds(1));
        assertThat(read(StatusCode.GOOD, machine, server).sourceTime()).isEqualTo(MACHINE);
        assertThat(read(StatusCode.GOOD, null, server).sourceTime()).isEqualTo(MACHINE.plusSeconds(1));
        assertThat(read(StatusCode.GOOD, DateTime.NULL_VALUE, null).sourceTime())
                .isEqualTo(NOW);
    }

    @Test
    void badStatusCarriesNoValueAndUncertainOneKeepsIt() {
        Measurement bad = read(new StatusCode(0x808B0000L), null, null);
        assertThat(bad.quality()).isEqualTo(Quality.BAD_DEVICE_FAILURE);
        assertThat(bad.value()).isEqualTo(new Value.Absent());
        Measurement stale = read(new StatusCode(0x40900000L), null, null);
        assertThat(stale.quality()).isEqualTo(Quality.UNCERTAIN_LAST_USABLE);
        assertThat(stale.value()).isEqualTo(new Value.Int(7));
    }

    @Test
    void overflowIsItsBitAndNotAnyBit() {
        assertThat(Reading.of(reading(new StatusCode(0x00000480L), null, null)).overflowed())
                .isTrue();
        assertThat(Reading.of(reading(new StatusCode(0x00000400L), null, null)).overflowed())
                .isFalse();
        assertThat(Reading.of(reading(new StatusCode(0x00000080L), null, null)).overflowed())
                .isFalse();
    }

    private static Value of(Object decoded) {
        NamespaceTable namespaces = new NamespaceTable();
        namespaces.add("urn:a;b");
        return new Values(namespaces, new DataTypes(), EnumerationStyle.both).of(decoded);
    }

    private static Value.Array array(Value... elements) {
        return new Value.Array(List.of(elements));
    }

    private static Measurement read(StatusCode status, DateTime source, DateTime server) {
        return Reading.of(reading(status, source, server)).measurement(POINT, new Value.Int(7), NOW, false);
    }

    private static DataValue reading(StatusCode status, DateTime source, DateTime server) {
        return new DataValue(Variant.ofInt32(7), status, source, server);
    }
}
