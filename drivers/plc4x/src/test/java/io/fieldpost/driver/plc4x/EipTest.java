package io.fieldpost.driver.plc4x;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** EtherNet/IP with requests that are not connected. */
class EipTest {
    private EipDevice device;
    private Bench bench;

    @BeforeEach
    void connect() throws Exception {
        device = new EipDevice();
        // 70000 as DINT, 220.5 as REAL: the type's code, then the value, lowest byte first.
        device.tags.put("Count", new byte[] {(byte) 0xC4, 0, 0x70, 0x11, 1, 0});
        device.tags.put("Speed", new byte[] {(byte) 0xCA, 0, 0, (byte) 0x80, 0x5C, 0x43});
        bench = new Bench(Bench.settings(device.connection(), Duration.ofMillis(1000)));
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        device.close();
    }

    @Test
    void tagsAreReadByName() throws Exception {
        assertThat(bench.read("Count:DINT", "Speed:REAL")).containsExactly(new Value.Int(70000), new Value.Real(220.5));
    }

    @Test
    void tagIsWrittenAndReadBack() throws Exception {
        bench.write("Speed:REAL", new Value.Real(75.5));
        assertThat(device.tags.get("Speed")).containsExactly(0xCA, 0, 0, 0, 0x97, 0x42);
    }

    @Test
    void tagThatTheDeviceDoesNotHaveIsPartedFromTheOthers() throws Exception {
        List<Measurement> seen = bench.measure("Count:DINT", "Nowhere:DINT", "Speed:REAL");
        for (int reading = 0; reading < 3 && seen.get(2).quality() != Quality.GOOD; reading++) {
            seen = bench.measure("Count:DINT", "Nowhere:DINT", "Speed:REAL");
        }
        assertThat(seen)
                .extracting(Measurement::quality)
                .containsExactly(Quality.GOOD, Quality.BAD_CONFIGURATION, Quality.GOOD);
    }

    @Test
    void sessionEndsWithAWordToTheDevice() throws Exception {
        bench.close();
        assertThat(device.saidGoodbye(10)).isTrue();
    }
}
