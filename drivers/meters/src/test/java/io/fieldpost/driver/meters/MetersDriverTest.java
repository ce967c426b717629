package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.serial.SerialSettings;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetersDriverTest {
    private static final String FIRST = "dlt645:000000000161/";
    private static final String SECOND = "dlt645:000000000162/";

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock();
    private final SimulatedMeters meters = new SimulatedMeters();
    private SimulatedMeter first;
    private SimulatedMeter second;
    private TestContext context;
    private MetersDriver driver;

    @BeforeEach
    void open() throws Exception {
        first = meters.add("dlt645:000000000161").set("00010000", 500_000, 4).set("02010100", 2201, 2);
        second = meters.add("dlt645:000000000162").set("00010000", 700_000, 4);
        reopen();
    }

    private void reopen() throws Exception {
        if (driver != null) {
            driver.close();
        }
        context = new TestContext("line-1", clock, directory);
        driver = new MetersDriver(settings(), context, () -> new MemoryLine(meters));
        driver.open();
    }

    @AfterEach
    void close() {
        driver.close();
    }

    static MetersSettings settings() {
        return new MetersSettings(
                "tcp://127.0.0.1:1",
                SerialSettings.usual(),
                Duration.ofSeconds(1),
                1,
                Duration.ZERO,
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10));
    }

    private static Point point(String address) {
        return new Point("line-1", address, address, ValueType.ANY, address.endsWith("/flow") ? "m3/h" : "kW.h");
    }

    private List<Measurement> readAll(String... addresses) throws Exception {
        return driver.read(Arrays.stream(addresses).map(MetersDriverTest::point).toList());
    }

    private Measurement read(String address) throws Exception {
        return readAll(address).get(0);
    }

    private static double real(Measurement measurement) {
        assertThat(measurement.quality()).as(measurement.toString()).isEqualTo(Quality.GOOD);
        return ((Value.Real) measurement.value()).value();
    }

    private String remark(String subject) {
        return context.remarks().getOrDefault(subject, "");
    }

    @Test
    void severalMetersAndStandardsShareALine() throws Exception {
        meters.add("dlt645-1997:000000000163").set("9010", 123_456, 4);
        meters.add("cjt188:20-00000805000001")
                .set(
                        "901F",
                        "00 00 00 00 05 34 12 00 00 05 50 02 00 00 17 80 12 00 00 35 99 01 00 00 2C"
                                + "25 65 00 10 45 00 99 00 00 31 01 22 11 05 15 20 04 00");
        List<Measurement> all = readAll(
                FIRST + "forward_active_energy",
                SECOND + "00010000",
                "dlt645-1997:000000000163/forward_active_energy",
                "cjt188:20-00000805000001/heat");
        assertThat(all).extracting(MetersDriverTest::real).containsExactly(5000.0, 7000.0, 1234.56, 12.34);
        String heat = "cjt188:20-00000805000001/";
        assertThat(readAll(
                        heat + "flow",
                        heat + "supply_temperature",
                        heat + "return_temperature",
                        heat + "working_time",
                        heat + "meter_time",
                        heat + "battery_low"))
                .extracting(Measurement::value)
                .containsExactly(
                        new Value.Real(0.128),
                        new Value.Real(65.25),
                        new Value.Real(45.1),
                        new Value.Int(99),
                        new Value.Text("2015-05-11T22:01:31"),
                        new Value.Bool(true));
    }

    @Test
    void itemThatSeveralPointsWantIsAskedForOnce() throws Exception {
        readAll(FIRST + "forward_active_energy", FIRST + "00010000", FIRST + "00010000/quarter");
        assertThat(meters.takeRequests()).hasSize(1);
    }

    @Test
    void wrongAddressIsBadForItsPointAlone() throws Exception {
        List<Measurement> all = readAll("dlt645:161/voltage", FIRST + "00010000");
        assertThat(all.get(0).quality()).isEqualTo(Quality.BAD_ADDRESS_UNKNOWN);
        assertThat(real(all.get(1))).isEqualTo(5000.0);
    }

    @Test
    void refusedItemIsBadForItsPointAloneAndSaysWhy() throws Exception {
        List<Measurement> all = readAll(FIRST + "reverse_active_energy", FIRST + "00010000");
        assertThat(all.get(0).quality()).isEqualTo(Quality.BAD_ADDRESS_UNKNOWN);
        assertThat(real(all.get(1))).isEqualTo(5000.0);
        assertThat(remark(FIRST + "reverse_active_energy")).contains("refuses item 00020000: it has no such data");
        first.set("00020000", 1, 4);
        assertThat(real(read(FIRST + "reverse_active_energy"))).isEqualTo(0.01);
        assertThat(remark(FIRST + "reverse_active_energy")).isEmpty();
    }

    @Test
    void damagedAnswerIsAskedForAgainAtOnceAndThePointIsGood() throws Exception {
        int[] answers = {0};
        meters.disturb(answer -> answers[0]++ == 0 ? Arrays.copyOf(answer, 9) : answer);
        assertThat(real(read(FIRST + "00010000"))).isEqualTo(5000.0);
        assertThat(remark("dlt645:000000000161")).contains("in 2 requests").contains("1 x half a frame");
    }

    @Test
    void damagedAnswersMakeThePointBadAndTheLineGoesOn() throws Exception {
        meters.disturb(answer -> answer[1] == 0x61 ? Arrays.copyOf(answer, 9) : answer);
        List<Measurement> all = readAll(FIRST + "00010000", SECOND + "00010000");
        assertThat(all.get(0).quality()).isEqualTo(Quality.BAD_COMMUNICATION);
        assertThat(real(all.get(1))).isEqualTo(7000.0);
        meters.disturb(answer -> answer);
        assertThat(real(read(FIRST + "00010000")))
                .as("it does not rest: it is there")
                .isEqualTo(5000.0);
    }

    @Test
    void silentMeterIsLeftAloneLongerEachTimeAndTheOthersKeepPace() throws Exception {
        first.silence(true);
        String[] both = {FIRST + "00010000", FIRST + "voltage_a", SECOND + "00010000"};
        List<Integer> askedAtSecond = new ArrayList<>();
        for (int second = 0; second < 100; second++) {
            List<Measurement> all = readAll(both);
            assertThat(all.get(0).quality()).isEqualTo(Quality.BAD_TIMEOUT);
            assertThat(all.get(1).quality()).isEqualTo(Quality.BAD_TIMEOUT);
            assertThat(real(all.get(2))).isEqualTo(7000.0);
            if (meters.takeRequests().size() > 1) {
                askedAtSecond.add(second);
            }
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(askedAtSecond).containsExactly(0, 10, 30, 70);
        first.silence(false);
        clock.advance(Duration.ofSeconds(60));
        assertThat(real(readAll(both).get(0))).isEqualTo(5000.0);
    }

    @Test
    void silentMeterIsAskedForTwoOfItsItemsAndBehindThoseThatAnswer() throws Exception {
        first.silence(true);
        String[] all = {
            FIRST + "00010000", FIRST + "voltage_a", FIRST + "voltage_b", FIRST + "voltage_c", SECOND + "00010000"
        };
        readAll(all);
        assertThat(meters.takeRequests()).as("the first item twice, the second, the other meter").hasSize(4);
        clock.advance(Duration.ofSeconds(10));
        readAll(all);
        List<String> requests = meters.takeRequests();
        assertThat(requests).hasSize(3);
        assertThat(requests.get(0)).startsWith("68 62 01");
        assertThat(requests.get(1)).startsWith("68 61 01");
    }

    @Test
    void oneRoundBearsThreeSilentMetersAndTheNextBeginsWithWhoWasLeftOut() throws Exception {
        String[] addresses = new String[9];
        for (int i = 0; i < 8; i++) {
            addresses[i] = "dlt645:00000000020" + i + "/00010000";
        }
        addresses[8] = FIRST + "00010000";
        assertThat(readAll(addresses).get(8).quality()).as("not asked yet").isEqualTo(Quality.BAD_TIMEOUT);
        readAll(addresses);
        List<Measurement> third = readAll(addresses);
        assertThat(real(third.get(8))).isEqualTo(5000.0);
        meters.takeRequests();
        assertThat(real(readAll(addresses).get(8))).isEqualTo(5000.0);
        assertThat(meters.takeRequests()).as("the silent ones rest").hasSize(1);
    }

    @Test
    void noisyLineGivesEveryMeterItsTurn() throws Exception {
        String[] addresses = new String[8];
        for (int i = 0; i < 8; i++) {
            meters.add("dlt645:00000000020" + i).set("00010000", 1, 4);
            addresses[i] = "dlt645:00000000020" + i + "/00010000";
        }
        meters.disturb(answer -> Arrays.copyOf(answer, 9));
        Set<String> asked = new TreeSet<>();
        for (int round = 0; round < 3; round++) {
            assertThat(readAll(addresses)).allMatch(measurement -> measurement.value() instanceof Value.Absent);
            List<String> requests = meters.takeRequests();
            assertThat(requests).as("three failures, each asked twice").hasSizeLessThanOrEqualTo(6);
            requests.forEach(request -> asked.add(request.substring(3, 5)));
        }
        assertThat(asked).hasSize(8);
        assertThat(remark("dlt645:000000000207")).contains("left out of a round");
    }

    @Test
    void itemsWhoseAnswersAreAlwaysDamagedDoNotKeepAMeterFromTellingTheRest() throws Exception {
        first.set("02010200", 2202, 2).set("02010300", 2203, 2);
        // The meter answers with another identifier for its voltages.
        meters.disturb(answer -> answer[13] == 0x35
                ? Framing.DLT645.encode(new MeterFrame(
                        FramingTest.bytes("61 01 00 00 00 00"), 0x91, FramingTest.bytes("00 00 02 00 99 99")))
                : answer);
        String[] all = {FIRST + "voltage_a", FIRST + "voltage_b", FIRST + "voltage_c", FIRST + "00010000"};
        readAll(all);
        readAll(all);
        List<Measurement> third = readAll(all);
        assertThat(third.get(0).quality()).isEqualTo(Quality.BAD_COMMUNICATION);
        assertThat(real(third.get(3))).isEqualTo(5000.0);
    }

    @Test
    void itemThatAMeterIsMuteAboutRestsAloneAndTheMeterGoesOn() throws Exception {
        first.muteAbout("02010100");
        String[] both = {FIRST + "voltage_a", FIRST + "00010000"};
        List<Measurement> all = readAll(both);
        assertThat(all.get(0).quality()).isEqualTo(Quality.BAD_TIMEOUT);
        assertThat(real(all.get(1))).isEqualTo(5000.0);
        meters.takeRequests();
        assertThat(real(readAll(both).get(1))).isEqualTo(5000.0);
        assertThat(meters.takeRequests()).hasSize(1);
    }

    @Test
    void lineOnWhichNobodyAnswersAnyMoreIsGivenUp() throws Exception {
        first.silence(true);
        second.silence(true);
        assertThatThrownBy(() -> {
                    for (int round = 0; round < 10; round++) {
                        readAll(FIRST + "00010000", SECOND + "00010000");
                        clock.advance(Duration.ofMinutes(10));
                    }
                })
                .isInstanceOfSatisfying(
                        DriverException.class,
                        lost -> assertThat(lost.reason()).isEqualTo(DriverException.Reason.TIMEOUT))
                .hasMessageContaining("no meter on tcp://127.0.0.1:1 has answered");
    }

    @Test
    void valueThatTheMeterDoesNotHaveAndOneThatIsNoneAreBad() throws Exception {
        first.set("02010100", "FF FF").set("02010200", "0A 22").set("02010300", "01 22 00");
        assertThat(readAll(FIRST + "voltage_a", FIRST + "voltage_b", FIRST + "voltage_c"))
                .extracting(Measurement::quality)
                .containsExactly(Quality.BAD_OUT_OF_SERVICE, Quality.BAD_DEVICE_FAILURE, Quality.BAD_DEVICE_FAILURE);
        assertThat(remark(FIRST + "voltage_b")).contains("0A 22");
        assertThat(remark(FIRST + "voltage_c")).contains("3 bytes came, voltage_c has 2");
        assertThat(remark("dlt645:000000000161")).contains("2 x not of the item's form");
    }

    @Test
    void fallingRegisterIsNotBelievedAndTold() throws Exception {
        assertThat(real(read(FIRST + "00010000"))).isEqualTo(5000.0);
        first.set("00010000", 12, 4);
        Measurement fallen = read(FIRST + "00010000");
        assertThat(fallen.quality()).isEqualTo(Quality.BAD);
        assertThat(fallen.value()).isEqualTo(new Value.Absent());
        assertThat(remark(FIRST + "00010000")).contains("fell from 5000.00").contains("to 0.12");
    }

    @Test
    void registerOfAReplacedMeterIsFollowedAndItsFirstValueIsUncertain() throws Exception {
        read(FIRST + "00010000");
        first.set("00010000", 12, 4);
        List<Quality> qualities = new ArrayList<>();
        for (int minute = 0; minute < 13; minute++) {
            // Two points of one register: each of its readings is judged once.
            List<Measurement> both = readAll(FIRST + "00010000", FIRST + "forward_active_energy");
            assertThat(both.get(1).quality()).isEqualTo(both.get(0).quality());
            qualities.add(both.get(0).quality());
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(qualities.subList(0, 10)).containsOnly(Quality.BAD);
        assertThat(qualities.subList(10, 13)).containsExactly(Quality.UNCERTAIN, Quality.GOOD, Quality.GOOD);
        assertThat(remark(FIRST + "00010000")).contains("replaced or set back, from 5000.00");
    }

    @Test
    void rollOverIsKeptAndTold() throws Exception {
        first.set("00010000", 99_999_980, 4);
        read(FIRST + "00010000");
        first.set("00010000", 30, 4);
        assertThat(real(read(FIRST + "00010000"))).isEqualTo(0.3);
        assertThat(remark(FIRST + "00010000")).contains("rolled over at its full scale, from 999999.80");
    }

    @Test
    void registerThatFellWhileTheAgentWasDownIsNoticed() throws Exception {
        read(FIRST + "00010000");
        first.set("00010000", 12, 4);
        reopen();
        assertThat(read(FIRST + "00010000").quality()).isEqualTo(Quality.BAD);
        assertThat(remark(FIRST + "00010000")).contains("fell from 5000.00");
    }

    @Test
    void replacementThatWasFollowedIsRememberedOverAKillThatFollowsAtOnce() throws Exception {
        read(FIRST + "00010000");
        first.set("00010000", 12, 4);
        while (read(FIRST + "00010000").quality() == Quality.BAD) {
            clock.advance(Duration.ofMinutes(1));
        }
        MetersDriver killed = driver;
        driver = null;
        reopen();
        assertThat(read(FIRST + "00010000").quality()).isEqualTo(Quality.GOOD);
        killed.close();
    }

    @Test
    void sumOfBothDirectionsMayFall() throws Exception {
        first.set("00000000", 500, 4);
        assertThat(real(read(FIRST + "combined_active_energy"))).isEqualTo(5.0);
        first.set("00000000", "20 00 00 80");
        assertThat(real(read(FIRST + "combined_active_energy"))).isEqualTo(-0.2);
    }

    @Test
    void unitThatTheMeterTellsOtherwiseIsABadConfiguration() throws Exception {
        meters.add("cjt188:20-00000805000002").set("901F", "00".repeat(5) + "34 12 00 00 08" + "00".repeat(33));
        Measurement heat = read("cjt188:20-00000805000002/heat");
        assertThat(heat.quality()).isEqualTo(Quality.BAD_CONFIGURATION);
        assertThat(remark("cjt188:20-00000805000002/heat"))
                .contains("the meter tells MW.h")
                .contains("write unit: MW.h");
    }

    @Test
    void missingUnitIsToldAndTheRawValueIsKept() throws Exception {
        Point bare = new Point("line-1", "bare", FIRST + "voltage_a", ValueType.ANY, "1");
        assertThat(((Value.Real) driver.read(List.of(bare)).get(0).value()).value())
                .isCloseTo(220.1, within(1e-9));
        assertThat(remark("bare")).isEqualTo("the meter tells V; write unit: V");
    }

    @Test
    void lostLineIsADriverException() {
        MetersDriver closed = new MetersDriver(settings(), context, () -> {
            MemoryLine line = new MemoryLine(meters);
            line.close();
            return line;
        });
        assertThatThrownBy(() -> {
                    closed.open();
                    closed.read(List.of(point(FIRST + "00010000")));
                })
                .isInstanceOf(DriverException.class);
        closed.close();
    }
}
