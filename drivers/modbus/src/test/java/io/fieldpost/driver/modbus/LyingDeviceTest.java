package io.fieldpost.driver.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as they should not be: each is counted by its kind, costs its own points alone, and the bus goes on. */
class LyingDeviceTest {
    private static final byte[] SEVEN = {3, 2, 0, 7};
    private static final Value.Int GOOD = new Value.Int(7);

    private ScriptedDevice device;
    private Bench bench;

    /** A device that lies once for each request that {@code lie} is for, and then tells the truth. */
    private void connect(boolean rtu, ScriptedDevice.Script script) throws Exception {
        device = new ScriptedDevice(rtu, script);
        bench = new Bench(Bench.settings(device.connection(), Duration.ofMillis(400), 1, 8));
    }

    @AfterEach
    void disconnect() throws Exception {
        bench.close();
        device.close();
    }

    private static ScriptedDevice.Script onceThenTruth(ScriptedDevice.Script lie) {
        AtomicInteger asked = new AtomicInteger();
        return request -> asked.getAndIncrement() == 0 ? lie.answer(request) : request.framed(SEVEN);
    }

    /** Unit 1, one register: 01 03 02 00 07 F9 86. */
    @ParameterizedTest
    @CsvSource({
        // a half frame
        "010302, answers that ended too soon",
        // the checksum is off by one bit
        "0103020007F987, answers with a wrong checksum",
        // an honest answer of unit 2
        "0203020007BD86, answers of another unit",
        // an honest answer of unit 1, to a request for two registers
        "010304000700070A30, answers that came too late",
        // a line without bias
        "FFFFFF00, bytes that are no answer",
        "'', requests without an answer",
    })
    void badAnswerOnAnRtuLineIsCountedAndTheReadingRepeated(String bytes, String told) throws Exception {
        connect(true, onceThenTruth(request -> HexFormat.of().parseHex(bytes.replace(" ", ""))));
        assertThat(bench.one("1/holding/0")).isEqualTo(GOOD);
        assertThat(bench.remarks().get("unit 1")).contains(told).contains(": once since");
        assertThat(device.asked()).hasSize(2);
    }

    @Test
    void noiseAroundAnRtuAnswerIsCountedAndPassedOver() throws Exception {
        connect(true, request -> HexFormat.of().parseHex("00FF" + "0103020007F986" + "00"));
        assertThat(bench.one("1/holding/0")).isEqualTo(GOOD);
        assertThat(bench.remarks().get("unit 1")).contains("bytes that are no answer: once");
        assertThat(device.asked()).hasSize(1);
    }

    @Test
    void answerOfAnotherUnitBeforeTheRightOneDoesNotCostTheRequest() throws Exception {
        connect(true, request -> HexFormat.of().parseHex("0203020007BD86" + "0103020007F986"));
        assertThat(bench.one("1/holding/0")).isEqualTo(GOOD);
        assertThat(device.asked()).hasSize(1);
    }

    @Test
    void endlessNoiseEndsWithTheTimeOut() throws Exception {
        byte[] noise = new byte[20_000];
        Arrays.fill(noise, (byte) 0x55);
        connect(true, onceThenTruth(request -> noise));
        bench.read("1/holding/0");
        assertThat(bench.remarks().get("unit 1")).contains("bytes that are no answer: ");
        // What is left of it was meant for nobody, and does not disturb the next.
        device.script(request -> request.framed(SEVEN));
        bench.clock.advance(Duration.ofMinutes(1));
        assertThat(bench.one("1/holding/0")).isEqualTo(GOOD);
    }

    @Test
    void answerOfAnotherUnitOverTcpIsNotTaken() throws Exception {
        connect(false, onceThenTruth(request -> request.framed(2, new byte[] {3, 2, 0, 99})));
        assertThat(bench.one("1/holding/0")).isEqualTo(GOOD);
        assertThat(bench.remarks().get("unit 1")).contains("answers of another unit: once");
    }

    @Test
    void answerOfAnotherTransactionIsPassedOver() throws Exception {
        connect(
                false,
                request -> join(
                        Request.mbap(request.transaction() + 100, 1, new byte[] {3, 2, 0, 99}), request.framed(SEVEN)));
        assertThat(bench.one("1/holding/0")).isEqualTo(GOOD);
        assertThat(bench.remarks().get("unit 1"))
                .contains("answers that came too late, or that nobody asked for: once");
        assertThat(device.asked()).hasSize(1);
    }

    @Test
    void lateAnswerOverTcpIsNotTakenForTheNext() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        byte[][] late = new byte[1][];
        connect(false, request -> {
            if (asked.getAndIncrement() == 0) {
                late[0] = request.framed(new byte[] {3, 2, 0, 99});
                return new byte[0];
            }
            return join(late[0], request.framed(SEVEN));
        });
        assertThat(bench.one("1/holding/0")).isEqualTo(GOOD);
        assertThat(bench.remarks().get("unit 1"))
                .contains("requests without an answer")
                .contains("came too late");
    }

    @ParameterizedTest
    @ValueSource(strings = {"03", "0300", "030400070007", "0402 0007", "0303000700", "83"})
    void answerThatDoesNotFitIsCountedAndTheOtherUnitIsRead(String pdu) throws Exception {
        byte[] lie = HexFormat.of().parseHex(pdu.replace(" ", ""));
        connect(false, request -> request.unit() == 1 ? request.framed(lie) : request.framed(SEVEN));
        if (lie.length == 1) {
            // Not even two bytes: no frame of the standard, so nothing behind it can be trusted.
            assertThatThrownBy(() -> bench.read("1/holding/0", "2/holding/0"))
                    .isInstanceOfSatisfying(
                            DriverException.class,
                            e -> assertThat(e.reason()).isEqualTo(DriverException.Reason.PROTOCOL));
            return;
        }
        assertThat(Bench.seen(bench.read("1/holding/0", "2/holding/0")))
                .containsExactly(Quality.BAD_COMMUNICATION, GOOD);
        assertThat(bench.remarks().get("unit 1")).contains("answers that do not fit their request: 2 times");
    }

    @Test
    void halfAFrameOverTcpIsCountedAndItsRestDoesNotDisturb() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        byte[][] rest = new byte[1][];
        connect(false, request -> {
            byte[] whole = request.framed(SEVEN);
            if (asked.getAndIncrement() == 0) {
                rest[0] = Arrays.copyOfRange(whole, 6, whole.length);
                return Arrays.copyOf(whole, 6);
            }
            return rest[0] == null ? whole : join(rest[0], whole);
        });
        assertThat(bench.one("1/holding/0")).isEqualTo(GOOD);
        assertThat(bench.remarks().get("unit 1")).contains("answers that ended too soon: once");
    }

    @Test
    void rtuBehindATcpConnectionIsSaidToBeThat() throws Exception {
        connect(false, request -> HexFormat.of().parseHex("010304435C4CCDDAF0"));
        assertThatThrownBy(() -> bench.read("1/holding/0"))
                .hasMessageContaining("is written rtu+tcp://")
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(DriverException.Reason.PROTOCOL));
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
