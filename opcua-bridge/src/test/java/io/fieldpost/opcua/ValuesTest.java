package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
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
                Arguments.of(ULong.MAX, new Value.Real(0x1p64)),
                Arguments.of(0.25f, new Value.Real(0.25)),
                Arguments.of(Double.NaN, new Value.Real(Double.NaN)),
                Arguments.of("text", new Value.Text("text")),
                Arguments.of(LocalizedText.english("Störung"), new Value.Text("Störung")),
                Arguments.of(LocalizedText.NULL_VALUE, new Value.Absent()),
                Arguments.of(new QualifiedName(3, "name"), new Value.Text("name")),
                Arguments.of(new DateTime(MACHINE), new Value.Text("2000-01-01T00:00:07Z")),
                Arguments.of(guid, new Value.Text(guid.toString())),
                Arguments.of(ByteString.of(new byte[] {1, 2}), new Value.Bytes(new byte[] {1, 2})),
                Arguments.of(new NodeId(2, "a"), new Value.Text("ns=2;s=a")),
                Arguments.of(new StatusCode(0x80340000L), new Value.Int(0x80340000L)));
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void everyScalarKeepsItsMeaning(Object decoded, Value expected) {
        assertThat(Values.of(decoded)).isEqualTo(expected);
    }

    @Test
    void arrayOfTooManyFieldsOrOfNestedValuesHasNone() {
        assertThat(Values.of(new Double[Values.LONGEST_RECORD + 1])).isNull();
        assertThat(Values.of(new Variant[] {Variant.ofInt32(1)})).isNull();
        assertThat(Values.of(new String[] {"a", null}))
                .isEqualTo(new Value.Record(Map.of("0", new Value.Text("a"), "1", new Value.Absent())));
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
        assertThat(Readings.overflowed(reading(new StatusCode(0x00000480L), null, null)))
                .isTrue();
        assertThat(Readings.overflowed(reading(new StatusCode(0x00000400L), null, null)))
                .isFalse();
        assertThat(Readings.overflowed(reading(new StatusCode(0x00000080L), null, null)))
                .isFalse();
    }

    private static Measurement read(StatusCode status, DateTime source, DateTime server) {
        return Readings.of(POINT, reading(status, source, server), NOW);
    }

    private static DataValue reading(StatusCode status, DateTime source, DateTime server) {
        return new DataValue(Variant.ofInt32(7), status, source, server);
    }
}
