package io.fieldpost.driver.plc4x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Value;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritingTest {
    private S7Device device;
    private Bench bench;

    @BeforeEach
    void connect() throws Exception {
        device = new S7Device();
        device.block(1).put(20, (byte) 16);
        bench = new Bench(Bench.settings(device.address(), Duration.ofSeconds(5)));
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        device.close();
    }

    @Test
    void valueArrivesAsItsTypeIs() throws Exception {
        assertThat(bench.write("%DB1:0:REAL", new Value.Real(75.5))).isEqualTo(DeviceStatus.OK);
        bench.write("%DB1:4:INT", new Value.Int(-321));
        bench.write("%DB1.DBX6.1:BOOL", new Value.Bool(true));
        bench.write("%DB1:8:UDINT", new Value.Int(4000000001L));
        bench.write("%DB1:12:LREAL", new Value.Int(3));
        bench.write("%DB1:20:STRING(16)", new Value.Text("PET-330"));
        bench.write("%DB1:60:ULINT", new Value.Text("18446744073709551615"));
        bench.write("%DB1:70:USINT", new Value.Real(200));
        assertThat(device.block(1).getFloat(0)).isEqualTo(75.5f);
        assertThat(device.block(1).getShort(4)).isEqualTo((short) -321);
        assertThat(device.block(1).get(6)).isEqualTo((byte) 0b10);
        assertThat(device.block(1).getInt(8)).isEqualTo((int) 4000000001L);
        assertThat(device.block(1).getDouble(12)).isEqualTo(3);
        assertThat(bench.read("%DB1:20:STRING(16)")).containsExactly(new Value.Text("PET-330"));
        assertThat(device.block(1).getLong(60)).isEqualTo(-1);
        assertThat(device.block(1).get(70)).isEqualTo((byte) 200);
    }

    @ParameterizedTest
    @CsvSource({
        "%DB1:0:INT, 32768, does not fit",
        "%DB1:0:USINT, -1, does not fit",
        "%DB1:0:INT, 1.5, whole number",
        "%DB1:0:REAL, 1e300, finite",
        "%DB1:0:STRING(8), 1, text",
        "%DB1.DBX0.1:BOOL, 1, true or false",
        "%DB1:0:INT[2], 1, only be read",
        "%DB1:0:TIME, 1, only be read"
    })
    void valueThatDoesNotFitIsRefusedAndNothingIsSent(String address, double value, String fact) {
        Value number = value == Math.rint(value) && value < 1e9 ? new Value.Int((long) value) : new Value.Real(value);
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> bench.write(address, number))
                .matches(e -> e.reason() == Reason.REFUSED && e.status() == null)
                .withMessageContaining(fact);
        assertThat(device.block(1).getLong(0)).isZero();
    }

    @Test
    void textThatIsTooLongOrInAnotherScriptIsRefused() {
        assertRefused("%DB1:20:STRING(16)", "12345678901234567", "16 characters");
        assertRefused("%DB1:20:STRING", "1234", "names its length");
        assertRefused("%DB1:20:STRING(16)", "压力", "ASCII");
        assertRefused("%DB1:20:CHAR", "ab", "one character");
    }

    private void assertRefused(String address, String text, String fact) {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> bench.write(address, new Value.Text(text)))
                .matches(e -> e.reason() == Reason.REFUSED)
                .withMessageContaining(fact);
    }

    @Test
    void controllerThatSaysNoIsRefusedInItsWords() {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> bench.write("%DB7:0:INT", new Value.Int(1)))
                .matches(e -> e.reason() == Reason.REFUSED)
                .matches(e -> e.status() != null && e.status().name().equals("invalid_address"));
    }

    @Test
    void valueThatDoesNotStandAfterwardsIsUnknown() {
        device.protect(1);
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> bench.write("%DB1:0:INT", new Value.Int(5)))
                .matches(e -> e.reason() == Reason.PROTOCOL)
                .withMessageContaining("confirmed 5, and reads back 0");
    }

    @Test
    void controllerThatIsLostWhileWritingEndsTheSession() throws Exception {
        device.close();
        assertThatExceptionOfType(DriverException.class).isThrownBy(() -> bench.write("%DB1:0:INT", new Value.Int(5)));
        assertThat(bench.context.losses()).hasSize(1);
    }
}
