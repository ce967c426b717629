package io.fieldpost.driver.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {
    private final Bank bank = new Bank();
    private ScriptedDevice device;
    private Bench bench;

    @BeforeEach
    void connect() throws Exception {
        device = new ScriptedDevice(true, bank);
        bench = new Bench(Bench.settings(device.connection(), Duration.ofMillis(300), 1, 8));
    }

    @AfterEach
    void disconnect() throws Exception {
        bench.close();
        device.close();
    }

    private static Value.Int is(int value) {
        return new Value.Int(value);
    }

    @Test
    void neighboursAreReadTogetherAndInTheOrderAsked() throws Exception {
        bank.holding(1, 0, 10, 11, 12).holding(2, 0, 20);
        assertThat(Bench.seen(bench.read("2/holding/0", "1/holding/2", "1/holding/0.1", "1/40002")))
                .containsExactly(is(20), is(12), new Value.Bool(true), is(11));
        assertThat(device.asked()).containsExactly("1: 03 0000 0003", "2: 03 0000 0001");
    }

    @Test
    void onlyTheUndefinedRegisterIsBadAndTheSplitIsRemembered() throws Exception {
        bank.holding(1, 0, 10, 11).holding(1, 3, 13);
        String[] addresses = {"1/holding/0", "1/holding/1", "1/holding/2", "1/holding/3"};
        assertThat(Bench.seen(bench.read(addresses)))
                .containsExactly(is(10), is(11), Quality.BAD_ADDRESS_UNKNOWN, is(13));
        assertThat(bench.remarks().get("1/holding/2"))
                .contains("illegal data address (2)")
                .contains("count from 1");
        device.asked();
        assertThat(Bench.seen(bench.read(addresses)))
                .containsExactly(is(10), is(11), Quality.BAD_ADDRESS_UNKNOWN, is(13));
        assertThat(device.asked()).containsExactly("1: 03 0000 0002", "1: 03 0003 0001");
    }

    @Test
    void gapThatTheUnitRefusesIsReadAroundFromThenOn() throws Exception {
        bank.holding(1, 0, 10).holding(1, 5, 15);
        assertThat(Bench.seen(bench.read("1/holding/0", "1/holding/5"))).containsExactly(is(10), is(15));
        assertThat(device.asked()).containsExactly("1: 03 0000 0006", "1: 03 0000 0001", "1: 03 0005 0001");
        bench.read("1/holding/0", "1/holding/5");
        assertThat(device.asked()).containsExactly("1: 03 0000 0001", "1: 03 0005 0001");
        assertThat(bench.remarks()).isEmpty();
    }

    @Test
    void refusedRegisterIsAskedForAgainAfterAWhileAndItsRemarkTakenBack() throws Exception {
        bank.holding(1, 9, 1);
        assertThat(bench.one("1/holding/0")).isEqualTo(Quality.BAD_ADDRESS_UNKNOWN);
        bank.holding(1, 0, 42);
        assertThat(bench.one("1/holding/0")).isEqualTo(Quality.BAD_ADDRESS_UNKNOWN);
        bench.clock.advance(Duration.ofMinutes(1));
        assertThat(bench.one("1/holding/0")).isEqualTo(is(42));
        assertThat(bench.remarks()).isEmpty();
    }

    @Test
    void listFullOfUnknownRegistersIsFoundOutOverSeveralReadings() throws Exception {
        bank.holding(1, 100, 5);
        String[] addresses = new String[101];
        for (int i = 0; i <= 100; i++) {
            addresses[i] = "1/holding/" + i;
        }
        bench.read(addresses);
        assertThat(device.asked()).hasSizeBetween(17, 34);
        for (int i = 0; i < 8; i++) {
            bench.read(addresses);
        }
        device.asked();
        assertThat(Bench.seen(bench.read(addresses)).get(100)).isEqualTo(is(5));
        assertThat(device.asked()).containsExactly("1: 03 0064 0001");
    }

    @Test
    void deadUnitIsLeftAloneAndTheOthersKeepTheirPace() throws Exception {
        bank.holding(1, 0, 10).holding(2, 0, 20).holding(3, 0, 30);
        bank.silence(2);
        String[] addresses = {"1/holding/0", "2/holding/0", "3/holding/0"};
        assertThat(Bench.seen(bench.read(addresses))).containsExactly(is(10), Quality.BAD_TIMEOUT, is(30));
        assertThat(device.asked())
                .hasSize(4)
                .filteredOn(asked -> asked.startsWith("2:"))
                .hasSize(2);
        assertThat(bench.remarks().get("unit 2"))
                .contains("does not answer since")
                .contains("requests without an answer: 2 times");

        assertThat(Bench.seen(bench.read(addresses))).containsExactly(is(10), Quality.BAD_TIMEOUT, is(30));
        assertThat(device.asked()).containsExactly("1: 03 0000 0001", "3: 03 0000 0001");

        // Its first back-off is 5 s, the second 10 s: one request each, not repeated.
        bench.clock.advance(Duration.ofSeconds(5));
        bench.read(addresses);
        assertThat(device.asked()).containsExactly("1: 03 0000 0001", "2: 03 0000 0001", "3: 03 0000 0001");
        bench.clock.advance(Duration.ofSeconds(9));
        bench.read(addresses);
        assertThat(device.asked()).hasSize(2);

        bank.wake(2);
        bench.clock.advance(Duration.ofSeconds(1));
        assertThat(Bench.seen(bench.read(addresses))).containsExactly(is(10), is(20), is(30));
        assertThat(bench.remarks().get("unit 2")).doesNotContain("does not answer since");
    }

    @Test
    void ofSeveralDeadUnitsOneAReadingIsTriedAgain() throws Exception {
        bank.holding(1, 0, 10);
        String[] addresses = {"1/holding/0", "2/holding/0", "3/holding/0", "4/holding/0"};
        try (Bench hasty = new Bench(Bench.settings(device.connection(), Duration.ofMillis(150), 0, 8))) {
            hasty.read(addresses);
            device.asked();
            hasty.clock.advance(Duration.ofMinutes(5));
            for (int unit = 2; unit <= 4; unit++) {
                hasty.read(addresses);
                assertThat(device.asked()).containsExactly("1: 03 0000 0001", unit + ": 03 0000 0001");
            }
        }
    }

    @Test
    void clockThatIsSetBackDoesNotKeepAUnitAway() throws Exception {
        bank.holding(1, 0, 10).holding(2, 0, 20);
        bank.silence(2);
        bench.read("1/holding/0", "2/holding/0");
        bank.wake(2);
        bench.clock.set(bench.clock.instant().minus(Duration.ofDays(1)));
        assertThat(Bench.seen(bench.read("1/holding/0", "2/holding/0"))).containsExactly(is(10), is(20));
    }

    @Test
    void unitBehindManyDeadOnesIsReadAsSoonAsTheyAreKnown() throws Exception {
        bank.holding(9, 0, 90);
        String[] addresses = new String[9];
        for (int i = 0; i < 9; i++) {
            addresses[i] = 1 + i + "/holding/0";
        }
        // Seven time-outs are the fill of a reading: four dead units, at two tries each but for the last.
        try (Bench hasty = new Bench(Bench.settings(device.connection(), Duration.ofMillis(100), 1, 8))) {
            assertThatThrownBy(() -> hasty.read(addresses)).hasMessageContaining("no unit behind");
            assertThatThrownBy(() -> hasty.read(addresses)).hasMessageContaining("no unit behind");
            assertThat(hasty.remarks().get("longest_silence")).contains("700 ms of the last reading");
            assertThat(Bench.seen(hasty.read(addresses)).get(8)).isEqualTo(is(90));
            assertThat(hasty.remarks()).doesNotContainKey("longest_silence");
        }
    }

    @Test
    void readingEndsWhenItHasWaitedLongEnough() throws Exception {
        bank.holding(99, 0, 1);
        String[] addresses = new String[20];
        for (int i = 0; i < 20; i++) {
            addresses[i] = 1 + i + "/holding/0";
        }
        try (Bench hasty = new Bench(Bench.settings(device.connection(), Duration.ofMillis(100), 1, 8))) {
            assertThatThrownBy(() -> hasty.read(addresses)).hasMessageContaining("no unit behind");
        }
        assertThat(device.asked()).hasSize(7);
    }

    @Test
    void busOnWhichNobodyAnswersAnyMoreIsALostConnection() throws Exception {
        bank.holding(1, 0, 10).holding(2, 0, 20);
        bench.read("1/holding/0", "2/holding/0");
        bank.silence(1);
        bank.silence(2);
        assertThatThrownBy(() -> bench.read("1/holding/0", "2/holding/0"))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(DriverException.Reason.TIMEOUT))
                .hasMessageContaining("see whether they have power");
    }

    @Test
    void gatewayThatSaysItsUnitIsAwayIsNotALostConnection() throws Exception {
        device.script(request -> request.refused(11));
        assertThat(bench.one("1/holding/0")).isEqualTo(Quality.BAD_TIMEOUT);
        bench.read("1/holding/0");
        assertThat(device.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1, BAD_CONFIGURATION",
        "2, BAD_ADDRESS_UNKNOWN",
        "3, BAD_CONFIGURATION",
        "4, BAD_DEVICE_FAILURE",
        "6, BAD_OUT_OF_SERVICE",
        "8, BAD_DEVICE_FAILURE",
        "10, BAD_NOT_CONNECTED",
        "99, BAD"
    })
    void refusalSaysWhatTheValueIsWorth(int code, Quality quality) throws Exception {
        device.script(request -> request.refused(code));
        assertThat(bench.one("1/holding/0")).isEqualTo(quality);
    }

    @Test
    void notANumberIsAQualityAndNotAValue() throws Exception {
        bank.holding(1, 0, 0x7FC0, 0, 0x43FA, 0);
        assertThat(Bench.seen(bench.read("1/holding/0:float32", "1/holding/2:float32")))
                .containsExactly(Quality.BAD_SENSOR_FAILURE, new Value.Real(500));
    }

    @Test
    void addressThatIsNoneIsBadForItselfAlone() throws Exception {
        bank.holding(1, 0, 10);
        assertThat(Bench.seen(bench.read("nonsense", "1/holding/0")))
                .containsExactly(Quality.BAD_CONFIGURATION, is(10));
    }

    /** Unit 0 of a line is all of them: a write to it would reach every meter. */
    @Test
    void allUnitsAtOnceAreNeitherReadNorWritten() throws Exception {
        bank.holding(0, 0, 10).holding(1, 0, 11);
        assertThat(Bench.seen(bench.read("0/holding/0", "1/holding/0")))
                .containsExactly(Quality.BAD_CONFIGURATION, is(11));
        assertThatThrownBy(() -> bench.write("0/holding/0", is(5)))
                .hasMessageContaining("all units of the line at once");
        assertThat(device.asked()).containsExactly("1: 03 0000 0001");
    }
}
