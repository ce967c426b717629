package io.fieldpost.driver.plc4x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ADS by index group and offset. */
class AdsTest {
    private AdsDevice device;
    private Bench bench;

    @BeforeEach
    void connect() throws Exception {
        device = new AdsDevice();
        bench = new Bench(Bench.settings(device.connection(), Duration.ofSeconds(3)));
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        device.close();
    }

    @Test
    void valuesAreReadByIndex() throws Exception {
        device.flags
                .putShort(0, (short) -1234)
                .putFloat(4, 220.5f)
                .putDouble(8, 3.25)
                .put(16, (byte) 1)
                .putInt(20, -1);
        assertThat(bench.read("0x4020/0:INT")).containsExactly(new Value.Int(-1234));
        assertThat(bench.read("0x4020/0:INT", "0x4020/4:REAL", "0x4020/8:LREAL", "0x4020/16:BOOL", "16416/20:UDINT"))
                .containsExactly(
                        new Value.Int(-1234),
                        new Value.Real(220.5),
                        new Value.Real(3.25),
                        new Value.Bool(true),
                        new Value.Int(4294967295L));
    }

    @Test
    void addressThatTheControllerDoesNotHaveIsBadAlone() throws Exception {
        device.flags.putShort(0, (short) 7);
        assertThat(bench.read("0x4020/0:INT", "0x4020/1000:INT").get(0)).isEqualTo(new Value.Int(7));
        assertThat(bench.measure("0x4020/0:INT", "0x4020/1000:INT")
                        .get(1)
                        .quality()
                        .severity())
                .isEqualTo(Quality.Severity.BAD);
    }

    @Test
    void valueIsWrittenAndReadBack() throws Exception {
        bench.write("0x4020/30:REAL", new Value.Real(75.5));
        bench.write("0x4020/34:BOOL", new Value.Bool(true));
        assertThat(device.flags.getFloat(30)).isEqualTo(75.5f);
        assertThat(device.flags.get(34)).isEqualTo((byte) 1);
    }

    @Test
    void controllerThatSaysNoIsRefused() {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> bench.write("0x4020/1000:INT", new Value.Int(1)))
                .matches(e -> e.reason() == Reason.REFUSED);
    }
}
