package io.fieldpost.driver.plc4x;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadingTest {
    /** An answer that PLC4X drops is waited for so long, so it is short; a busy machine may need longer for a good one. */
    private static final Duration TIMEOUT = Duration.ofMillis(1000);

    private S7Device device;
    private Bench bench;

    @BeforeEach
    void connect() throws Exception {
        device = new S7Device();
        device.block(1);
        bench = new Bench(Bench.settings(device.address(), TIMEOUT));
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        device.close();
    }

    @Test
    void everyTypeIsReadAsItIs() throws Exception {
        ByteBuffer block = device.block(1);
        block.putShort(0, (short) -1234)
                .putInt(2, -70000)
                .putLong(6, -9007199254740993L)
                .putFloat(14, 220.5f);
        block.putDouble(18, 3.25).put(26, (byte) -5).put(27, (byte) 200).putShort(28, (short) 65000);
        block.putInt(30, (int) 4000000000L).putInt(34, 90061000);
        block.put(38, (byte) 20).put(39, (byte) 6).put(40, "PM5320".getBytes(StandardCharsets.US_ASCII));
        // DATE_AND_TIME is BCD: 2025-11-23 12:34:56.789, day 1 of the week.
        block.put(60, new byte[] {0x25, 0x11, 0x23, 0x12, 0x34, 0x56, 0x78, (byte) 0x91});
        assertThat(bench.read("%DB1:0:INT", "%DB1:2:DINT", "%DB1:6:LINT", "%DB1:14:REAL", "%DB1:18:LREAL"))
                .containsExactly(
                        new Value.Int(-1234),
                        new Value.Int(-70000),
                        new Value.Int(-9007199254740993L),
                        new Value.Real(220.5),
                        new Value.Real(3.25));
        assertThat(bench.read(
                        "%DB1:26:SINT",
                        "%DB1:27:USINT", "%DB1:28:UINT", "%DB1:30:UDINT", "%DB1:30:DWORD", "%DB1:34:TIME"))
                .containsExactly(
                        new Value.Int(-5),
                        new Value.Int(200),
                        new Value.Int(65000),
                        new Value.Int(4000000000L),
                        new Value.Int(4000000000L),
                        new Value.Real(90061));
        assertThat(bench.read("%DB1:38:STRING(20)", "%DB1:38:STRING", "%DB1:60:DATE_AND_TIME"))
                .containsExactly(
                        new Value.Text("PM5320"), new Value.Text("PM5320"), new Value.Text("2025-11-23T12:34:56.789"));
    }

    @Test
    void numberBeyond63BitsIsText() throws Exception {
        device.block(1).putLong(0, -1).putLong(8, Long.MAX_VALUE);
        assertThat(bench.read("%DB1:0:ULINT", "%DB1:8:ULINT"))
                .containsExactly(new Value.Text("18446744073709551615"), new Value.Int(Long.MAX_VALUE));
    }

    @Test
    void arraysAreArraysAndBytesAreBytes() throws Exception {
        device.block(1).putShort(0, (short) 7).putShort(2, (short) -8);
        assertThat(bench.read("%DB1:0:INT[2]", "%DB1:0:BYTE[4]"))
                .containsExactly(
                        new Value.Array(List.of(new Value.Int(7), new Value.Int(-8))),
                        new Value.Bytes(new byte[] {0, 7, -1, -8}));
    }

    @Test
    void addressThatStandsTwiceIsReadForBothPoints() throws Exception {
        device.block(1).putShort(0, (short) 7);
        assertThat(bench.read("%DB1:0:INT", "%DB1:0:INT")).containsExactly(new Value.Int(7), new Value.Int(7));
    }

    @Test
    void addressThatTheControllerDoesNotHaveIsBadAloneAndTold() throws Exception {
        device.block(1).putShort(0, (short) 7).putShort(2, (short) 8);
        assertThat(bench.read("%DB1:0:INT", "%DB7:0:INT", "%DB1:1000:INT", "%DB1:2:INT"))
                .containsExactly(
                        new Value.Int(7), Quality.BAD_ADDRESS_UNKNOWN, Quality.BAD_ADDRESS_UNKNOWN, new Value.Int(8));
        assertThat(bench.read("%DB7:0:INT")).as("alone").containsExactly(Quality.BAD_ADDRESS_UNKNOWN);
        assertThat(bench.context.remarks())
                .containsKeys("%DB7:0:INT", "%DB1:1000:INT")
                .extractingByKey("%DB7:0:INT")
                .asString()
                .contains("does not have this address");
    }

    @Test
    void addressThatIsNoneIsBadAloneAndTold() throws Exception {
        assertThat(bench.read("%DB1:0:INT", "MAIN.speed")).containsExactly(new Value.Int(0), Quality.BAD_CONFIGURATION);
        assertThat(bench.context.remarks()).containsOnlyKeys("MAIN.speed");
    }

    /** A date of bytes FF has a month 165; PLC4X throws while it decodes, and never answers for any of the request's addresses. */
    @Test
    void valueThatCanNotBeDecodedIsPartedFromItsNeighboursAndLeftAlone() throws Exception {
        device.block(1).putLong(60, -1);
        String[] addresses = {"%DB1:0:INT", "%DB1:2:INT", "%DB1:60:DATE_AND_TIME", "%DB1:4:INT"};
        int reading = 0;
        List<Object> seen;
        do {
            seen = bench.read(addresses);
            assertThat(seen).as("reading " + reading).noneMatch(each -> each instanceof Value.Text);
        } while (++reading < 4 && !seen.equals(separated()));
        assertThat(seen).isEqualTo(separated());
        int sessions = device.sessions();
        assertThat(bench.read(addresses)).isEqualTo(separated());
        assertThat(device.sessions()).as("sessions, while it is left alone").isEqualTo(sessions);

        device.block(1).put(60, new byte[] {0x25, 0x11, 0x23, 0x12, 0x34, 0x56, 0x78, (byte) 0x91});
        bench.clock.advance(Duration.ofMinutes(2));
        assertThat(bench.read(addresses).get(2)).isEqualTo(new Value.Text("2025-11-23T12:34:56.789"));
        assertThat(bench.context.remarks()).isEmpty();
    }

    private static List<Object> separated() {
        return List.of(new Value.Int(0), new Value.Int(0), Quality.BAD_CONFIGURATION, new Value.Int(0));
    }

    @Test
    void manyAddressesAreReadInSeveralGroups() throws Exception {
        String[] addresses = new String[90];
        for (int i = 0; i < addresses.length; i++) {
            device.block(1).putShort(2 * i, (short) i);
            addresses[i] = "%DB1:" + 2 * i + ":INT";
        }
        List<Measurement> measurements = bench.measure(addresses);
        for (int i = 0; i < addresses.length; i++) {
            assertThat(measurements.get(i).value()).isEqualTo(new Value.Int(i));
        }
    }
}
