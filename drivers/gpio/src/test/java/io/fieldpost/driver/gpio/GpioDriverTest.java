package io.fieldpost.driver.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpioDriverTest {
    private static final Duration PULSE = Duration.ofMillis(30);

    @TempDir
    Path directory;

    private MockBoard board;
    private TestContext context;
    private GpioDriver driver;

    @BeforeEach
    void openTheBoard() throws Exception {
        board = new MockBoard(directory.resolve("board"));
        begin();
    }

    @AfterEach
    void closeTheBoard() {
        driver.close();
    }

    private void begin() throws Exception {
        context = new TestContext("pins", board.clock, directory.resolve("source"));
        driver = board.driver(context);
    }

    private static Point point(String address) {
        return new Point("pins", address, address, ValueType.ANY, "1");
    }

    private List<Measurement> read(String... addresses) throws DriverException {
        return driver.read(Arrays.stream(addresses).map(GpioDriverTest::point).toList());
    }

    private Value value(String address) throws DriverException {
        return read(address).get(0).value();
    }

    private void write(String address, Value value) throws DriverException {
        assertThat(driver.write(point(address), value)).isEqualTo(DeviceStatus.OK);
    }

    @Test
    void inputIsOnWhenItsLevelHasHeld() throws Exception {
        assertThat(value("din/17/debounce=5ms")).isEqualTo(new Value.Bool(false));
        board.set(17, true);
        board.clock.advance(Duration.ofMillis(4));
        assertThat(value("din/17/debounce=5ms")).isEqualTo(new Value.Bool(false));
        board.clock.advance(Duration.ofMillis(1));
        assertThat(value("din/17/debounce=5ms")).isEqualTo(new Value.Bool(true));
    }

    @Test
    void contactToGroundIsOnWhenItsLevelIsLow() throws Exception {
        assertThat(value("din/17/pull-up/active-low")).isEqualTo(new Value.Bool(true));
        board.set(17, true);
        board.clock.advance(PULSE);
        assertThat(value("din/17/pull-up/active-low")).isEqualTo(new Value.Bool(false));
    }

    @Test
    void pulsesBetweenTwoReadingsAreAllCounted() throws Exception {
        assertThat(value("counter/22")).isEqualTo(new Value.Int(0));
        for (int i = 0; i < 250; i++) {
            board.pulse(22, PULSE, PULSE);
        }
        assertThat(value("counter/22")).isEqualTo(new Value.Int(250));
    }

    @Test
    void latchTellsOfAPressBetweenTwoReadingsOnceToEachPoint() throws Exception {
        String[] points = {"din/17/latch", "din/17", "counter/17"};
        read(points);
        board.pulse(17, PULSE, PULSE);
        assertThat(read(points))
                .extracting(Measurement::value)
                .containsExactly(new Value.Bool(true), new Value.Bool(false), new Value.Int(1));
        assertThat(read(points))
                .extracting(Measurement::value)
                .containsExactly(new Value.Bool(false), new Value.Bool(false), new Value.Int(1));
    }

    @Test
    void counterGoesOnAfterARestart() throws Exception {
        read("counter/22");
        board.pulse(22, PULSE, PULSE);
        board.pulse(22, PULSE, PULSE);
        driver.close();
        begin();
        assertThat(value("counter/22")).isEqualTo(new Value.Int(2));
        board.pulse(22, PULSE, PULSE);
        assertThat(value("counter/22")).isEqualTo(new Value.Int(3));
        assertThat(context.remarks()).doesNotContainKey("counters");
    }

    /** As the thread of a driver that is cut off is. */
    @Test
    void counterIsKeptByAThreadThatIsInterrupted() throws Exception {
        read("counter/22");
        board.pulse(22, PULSE, PULSE);
        Thread.currentThread().interrupt();
        driver.close();
        assertThat(Thread.interrupted()).isTrue();
        begin();
        assertThat(value("counter/22")).isEqualTo(new Value.Int(1));
    }

    /** The driver is not closed: what it read is kept, what came after the last reading is gone, and the next start says so. */
    @Test
    void counterNeverFallsBelowWhatWasReadAfterAKill() throws Exception {
        read("counter/22");
        board.pulse(22, PULSE, PULSE);
        assertThat(value("counter/22")).isEqualTo(new Value.Int(1));
        GpioDriver killed = driver;
        begin();
        assertThat(context.remarks().get("counters")).contains("without closing");
        killed.close();
        // The killed one's line is free only now, in this process.
        assertThat(value("counter/22")).isEqualTo(new Value.Int(1));
    }

    @Test
    void stormOfEdgesIsCountedAndToldAndNeverBlocksTheReading() throws Exception {
        read("counter/22", "din/22");
        for (int i = 0; i < 20_000; i++) {
            board.set(22, i % 2 == 0);
            board.clock.advance(Duration.ofNanos(50_000));
        }
        List<Measurement> measurements = read("counter/22", "din/22");
        assertThat(measurements).extracting(Measurement::quality).containsOnly(Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
        assertThat(measurements.get(0).value()).isEqualTo(new Value.Int(0));
        assertThat(context.remarks().get("line 22")).contains("10000 times").contains("5ms");
        board.clock.advance(PULSE);
        assertThat(read("counter/22").get(0).quality()).isEqualTo(Quality.GOOD);
        assertThat(context.remarks()).doesNotContainKey("line 22");
    }

    /** The edges come as fast as a thread can make them while the source reads; nothing is lost between both. */
    @Test
    void pulsesAreCountedExactlyWhileReadingsGoOn() throws Exception {
        read("counter/22/debounce=0s");
        CompletableFuture<Void> edges = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 200_000; i++) {
                board.set(22, i % 2 == 0);
            }
        });
        long before = 0;
        while (!edges.isDone()) {
            long now = ((Value.Int) value("counter/22/debounce=0s")).value();
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
        edges.join();
        long counted = ((Value.Int) value("counter/22/debounce=0s")).value();
        assertThat(counted).isEqualTo(100_000);
    }

    @Test
    void outputIsWrittenAndReadsBack() throws Exception {
        assertThat(value("dout/27")).isEqualTo(new Value.Bool(false));
        write("dout/27", new Value.Bool(true));
        assertThat(board.isHigh(27)).isTrue();
        assertThat(value("dout/27")).isEqualTo(new Value.Bool(true));
        write("dout/27", new Value.Int(0));
        assertThat(board.isHigh(27)).isFalse();
    }

    @Test
    void outputGoesToItsSafeStateAtTheEnd() throws Exception {
        write("dout/27", new Value.Bool(true));
        write("dout/5/active-low", new Value.Bool(true));
        write("dout/6/safe=on", new Value.Bool(false));
        assertThat(List.of(board.isHigh(27), board.isHigh(5), board.isHigh(6))).containsExactly(true, false, false);
        driver.close();
        assertThat(List.of(board.isHigh(27), board.isHigh(5), board.isHigh(6))).containsExactly(false, true, true);
    }

    @Test
    void outputThatKeepsItsStateHasItAgainAfterARestart() throws Exception {
        write("dout/27/safe=keep", new Value.Bool(true));
        driver.close();
        assertThat(board.isHigh(27)).isTrue();
        begin();
        assertThat(value("dout/27/safe=keep")).isEqualTo(new Value.Bool(true));
        assertThat(board.isHigh(27)).isTrue();
    }

    @Test
    void valueThatIsNeitherOnNorOffIsRefused() {
        assertThatThrownBy(() -> write("dout/27", new Value.Real(0.5)))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.reason()).isEqualTo(DriverException.Reason.REFUSED))
                .hasMessageContaining("true or false");
        assertThatThrownBy(() -> write("din/17", new Value.Bool(true))).hasMessageContaining("only be read");
    }

    @Test
    void lineThatTwoPointsWantOtherwiseIsBadForTheSecond() throws Exception {
        List<Measurement> measurements = read("din/17", "dout/17", "counter/17/debounce=1ms", "din/18");
        assertThat(measurements)
                .extracting(Measurement::quality)
                .containsExactly(Quality.GOOD, Quality.BAD_CONFIGURATION, Quality.BAD_CONFIGURATION, Quality.GOOD);
        assertThat(context.remarks().get("dout/17")).contains("line 17 in another way");
        assertThat(context.remarks().get("counter/17/debounce=1ms")).contains("other options");
    }

    @Test
    void lineThatAnotherSourceHasIsBadUntilItIsFree() throws Exception {
        read("din/17");
        TestContext secondContext = new TestContext("others", board.clock, directory.resolve("others"));
        GpioDriver second = board.driver(secondContext);
        List<Point> points = List.of(point("din/17"), point("din/18"));
        assertThat(second.read(points))
                .extracting(Measurement::quality)
                .containsExactly(Quality.BAD_CONFIGURATION, Quality.GOOD);
        assertThat(secondContext.remarks().get("din/17")).contains("line 17 can't be had");
        driver.close();
        board.clock.advance(Duration.ofSeconds(10));
        assertThat(second.read(points)).extracting(Measurement::quality).containsOnly(Quality.GOOD);
        assertThat(secondContext.remarks()).doesNotContainKey("din/17");
        second.close();
    }

    @Test
    void pulsesHaveTheirDutyAndAreOffAtTheEnd() throws Exception {
        write("pwm/13/1000Hz", new Value.Real(0.25));
        assertThat(board.pulses.get(1).dutyCycle()).isEqualTo(25f);
        assertThat(board.pulses.get(1).frequency()).isEqualTo(1000);
        assertThat(board.pulses.get(1).isOn()).isTrue();
        assertThat(value("pwm/13/1000Hz")).isEqualTo(new Value.Real(0.25));
        assertThatThrownBy(() -> write("pwm/13/1000Hz", new Value.Real(25))).hasMessageContaining("0 to 1");
        driver.close();
        assertThat(board.pulses.get(1).isOn()).isFalse();
    }

    /** Lines 12 and 18 of a Raspberry Pi 4 are both channel 0. */
    @Test
    void lineWhosePwmChannelIsTakenIsBad() throws Exception {
        assertThat(read("pwm/12/1000Hz", "pwm/18/1000Hz", "pwm/13/1000Hz"))
                .extracting(Measurement::quality)
                .containsExactly(Quality.GOOD, Quality.BAD_CONFIGURATION, Quality.GOOD);
        assertThat(context.remarks().get("pwm/18/1000Hz")).isEqualTo("line 18 has the same PWM channel as line 12");
    }

    @Test
    void ledIsTakenFromItsTriggerAndSwitched() throws Exception {
        assertThat(value("led/ACT")).isEqualTo(new Value.Bool(false));
        write("led/ACT", new Value.Bool(true));
        assertThat(board.text("sys/class/leds/ACT/trigger")).isEqualTo("none");
        assertThat(board.text("sys/class/leds/ACT/brightness")).isEqualTo("255");
        assertThat(value("led/ACT")).isEqualTo(new Value.Bool(true));
        assertThat(read("led/PWR").get(0).quality()).isEqualTo(Quality.BAD_CONFIGURATION);
        assertThat(context.remarks().get("led/PWR")).contains("[ACT]");
    }

    @Test
    void boardAndProviderAreTold() {
        assertThat(context.remarks().get("board")).isEqualTo("Raspberry Pi 4 Model B Rev 1.4; lines by gpiod");
    }

    @Test
    void busThatIsNotSwitchedOnIsToldWithWhatToWrite() throws Exception {
        assertThat(read("i2c/3/0x76/bme280/temperature").get(0).quality()).isEqualTo(Quality.BAD_CONFIGURATION);
        assertThat(context.remarks().get("i2c/3/0x76/bme280/temperature"))
                .contains("/dev/i2c-3")
                .contains("dtparam=i2c_arm=on");
        assertThat(read("spi/1/0/mcp3008/ch0").get(0).quality()).isEqualTo(Quality.BAD_CONFIGURATION);
    }
}
