package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.junit.jupiter.api.Test;

/** What is converted arrives as it was meant, or not at all. */
class OutgoingTest {
    private static final Map<OpcUaDataType, BigInteger[]> WHOLE = Map.of(
            OpcUaDataType.SByte, range(8, true),
            OpcUaDataType.Byte, range(8, false),
            OpcUaDataType.Int16, range(16, true),
            OpcUaDataType.UInt16, range(16, false),
            OpcUaDataType.Int32, range(32, true),
            OpcUaDataType.UInt32, range(32, false),
            OpcUaDataType.Int64, range(64, true),
            OpcUaDataType.UInt64, range(64, false));

    private static BigInteger[] range(int bits, boolean signed) {
        BigInteger least = signed ? BigInteger.TWO.pow(bits - 1).negate() : BigInteger.ZERO;
        return new BigInteger[] {least, least.add(BigInteger.TWO.pow(bits)).subtract(BigInteger.ONE)};
    }

    @Property
    void wholeNumbersReadBackOrAreRefusedBeyondTheRange(@ForAll long number, @ForAll boolean near) throws Exception {
        long tried = near ? number % 70_000 : number;
        for (Map.Entry<OpcUaDataType, BigInteger[]> type : WHOLE.entrySet()) {
            BigInteger wanted = BigInteger.valueOf(tried);
            boolean fits = wanted.compareTo(type.getValue()[0]) >= 0 && wanted.compareTo(type.getValue()[1]) <= 0;
            Value value = new Value.Int(tried);
            if (fits) {
                assertThat(Values.of(Outgoing.of(type.getKey(), value).value())).isEqualTo(value);
            } else {
                assertRefused(type.getKey(), value);
            }
        }
    }

    @Property
    void realNumbersReadBackFromADoubleAndWholeOnesFromAWholeType(@ForAll double number) throws Exception {
        Value value = new Value.Real(number);
        if (!Double.isFinite(number)) {
            assertRefused(OpcUaDataType.Double, value);
            assertRefused(OpcUaDataType.Float, value);
            assertRefused(OpcUaDataType.Int32, value);
            return;
        }
        assertThat(Outgoing.of(OpcUaDataType.Double, value).value()).isEqualTo(number);
        if (Math.abs(number) <= Float.MAX_VALUE) {
            assertThat(Outgoing.of(OpcUaDataType.Float, value).value()).isEqualTo((float) number);
        } else {
            assertRefused(OpcUaDataType.Float, value);
        }
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            assertRefused(OpcUaDataType.Int32, value);
        } else {
            assertThat(Outgoing.of(OpcUaDataType.Int32, value).value()).isEqualTo((int) number);
        }
    }

    @Test
    void wholeNumbersThatARealTypeCannotHoldExactlyAreRefused() throws Exception {
        assertThat(Outgoing.of(OpcUaDataType.Float, new Value.Int(16_777_216)).value())
                .isEqualTo(16_777_216f);
        assertRefused(OpcUaDataType.Float, new Value.Int(16_777_217));
        assertRefused(OpcUaDataType.Double, new Value.Int((1L << 53) + 1));
        assertRefused(OpcUaDataType.Double, new Value.Int(Long.MIN_VALUE));
    }

    @Test
    void nothingIsGuessedAcrossKindsOfValues() {
        Value text = new Value.Text("5");
        Value flag = new Value.Bool(true);
        for (OpcUaDataType number : WHOLE.keySet()) {
            assertRefused(number, text);
            assertRefused(number, flag);
        }
        for (OpcUaDataType type : List.of(OpcUaDataType.Float, OpcUaDataType.Double, OpcUaDataType.Boolean)) {
            assertRefused(type, text);
        }
        assertRefused(OpcUaDataType.Boolean, new Value.Int(1));
        assertRefused(OpcUaDataType.String, new Value.Int(1));
        assertRefused(OpcUaDataType.DateTime, text);
        assertRefused(OpcUaDataType.Guid, text);
        assertRefused(OpcUaDataType.ByteString, text);
        assertRefused(OpcUaDataType.NodeId, text);
        assertRefused(OpcUaDataType.Int32, new Value.Absent());
    }

    @Test
    void aRefusalSaysWhatWouldFit() {
        assertThatThrownBy(() -> Outgoing.of(OpcUaDataType.Byte, new Value.Int(300)))
                .hasMessage("300 does not fit: the node holds a Byte, which takes a whole number from 0 to 255");
    }

    private static void assertRefused(OpcUaDataType type, Value value) {
        assertThatThrownBy(() -> Outgoing.of(type, value))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
    }
}
