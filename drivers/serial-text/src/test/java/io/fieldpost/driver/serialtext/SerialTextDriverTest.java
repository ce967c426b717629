package io.fieldpost.driver.serialtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.RecordingSink;
import io.fieldpost.driver.testkit.TestContext;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SerialTextDriverTest {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Point WEIGHT =
            point("weight", "pattern S (?<status>[SD]) +(?<value>[-0-9.]+) (?<unit>\\S+)", "kg");

    private final TestContext context = new TestContext("scale", new ManualClock(), Path.of("none"));
    private final RecordingSink sink = new RecordingSink();
    private Scale scale;
    private Driver driver;

    private static Point point(String name, String address, String unit) {
        return new Point("scale", name, address, ValueType.ANY, unit);
    }

    @BeforeEach
    void start() throws Exception {
        scale = new Scale("");
    }

    @AfterEach
    void stop() throws Exception {
        driver.close();
        scale.close();
    }

    private PolledDriver asked(String... more) throws Exception {
        String[] all = Arrays.copyOf(more, more.length + 1);
        all[more.length] = "request: \"SI\\r\\n\"";
        driver = new SerialTextDriverFactory().create(Settings.at(scale.address(), all), context);
        driver.open();
        return (PolledDriver) driver;
    }

    /** @return the device's end of the line, on which it has been silent long enough for its next line to be a whole one */
    private Socket unasked(List<Point> points, String... more) throws Exception {
        driver = new SerialTextDriverFactory().create(Settings.at(scale.address(), more), context);
        driver.open();
        ((StreamingDriver) driver).start(points, sink);
        Socket device = scale.clients.poll(20, TimeUnit.SECONDS);
        // The first line after the silence of 50 ms is whole. One that comes too early is told as half; so it is said
        // until one was heard.
        int said = 0;
        while (sink.snapshot().isEmpty()) {
            scale.say(device, "S S 0.5 kg\r\n");
            said++;
            LockSupport.parkNanos(60_000_000);
            assertThat(said).isLessThan(200);
        }
        return device;
    }

    private Measurement awaitLast(Predicate<Measurement> wanted) throws Exception {
        List<Measurement> all = sink.await(
                measurements -> !measurements.isEmpty() && wanted.test(measurements.get(measurements.size() - 1)),
                "a last measurement as wanted",
                BOUND);
        return all.get(all.size() - 1);
    }

    @Test
    void stableIsGoodAndMovingIsUncertain() throws Exception {
        PolledDriver asked = asked();
        scale.answers.put("SI", "S S     100.00 kg\r\n");
        assertThat(asked.read(List.of(WEIGHT)))
                .extracting(Measurement::value, Measurement::quality)
                .containsExactly(tuple(new Value.Real(100), Quality.GOOD));
        scale.answers.put("SI", "S D     -99.07 kg\r\n");
        assertThat(asked.read(List.of(WEIGHT)))
                .extracting(Measurement::value, Measurement::quality)
                .containsExactly(tuple(new Value.Real(-99.07), Quality.UNCERTAIN));
        assertThat(context.remarks()).isEmpty();
    }

    @Test
    void scaleThatWasSwitchedToPoundsIsBadAndToldUntilItIsSwitchedBack() throws Exception {
        PolledDriver asked = asked();
        scale.answers.put("SI", "S S 220.46 lb\r\n");
        assertThat(asked.read(List.of(WEIGHT)).get(0).quality()).isEqualTo(Quality.BAD_CONFIGURATION);
        assertThat(context.remarks().get("weight"))
                .contains("'lb'")
                .contains("'[lb_av]'")
                .contains("not kg");
        scale.answers.put("SI", "S S 100.00 kg\r\n");
        assertThat(asked.read(List.of(WEIGHT)).get(0).quality()).isEqualTo(Quality.GOOD);
        assertThat(context.remarks()).isEmpty();
    }

    @Test
    void messageIsBadForAllPointsAndSaysWhy() throws Exception {
        PolledDriver asked = asked("messages: { 'S \\+': overload, 'S I': not_ready, 'ES': refused }");
        scale.answers.put("SI", "S +\r\n");
        assertThat(asked.read(List.of(WEIGHT, point("raw", "text pattern (.*)", "1"))))
                .extracting(Measurement::quality)
                .containsOnly(Quality.BAD_SENSOR_FAILURE);
        assertThat(context.remarks().get("weight")).isEqualTo("the device tells overload by 'S +'");
        scale.answers.put("SI", "ES\r\n");
        assertThat(asked.read(List.of(WEIGHT)).get(0).quality()).isEqualTo(Quality.BAD_CONFIGURATION);
        scale.answers.put("SI", "S I\r\n");
        assertThat(asked.read(List.of(WEIGHT)).get(0).quality()).isEqualTo(Quality.BAD_OUT_OF_SERVICE);
    }

    @Test
    void answerThatFitsNoPatternIsCountedAndToldWithItsBeginning() throws Exception {
        scale.answers.put("SI", "I4 A \"0123456789\"\r\n");
        assertThat(asked().read(List.of(WEIGHT)).get(0).quality()).isEqualTo(Quality.BAD_ADDRESS_UNKNOWN);
        assertThat(context.remarks().get("weight")).contains("I4 A");
        assertThat(context.remarks().get("connection"))
                .contains("1 x fits no point")
                .contains("'I4 A");
    }

    @Test
    void silentScaleIsAskedAgainAndThenToldAsLost() throws Exception {
        PolledDriver asked = asked("timeout: 30ms", "retries: 2");
        DriverException lost = catchThrowableOfType(DriverException.class, () -> asked.read(List.of(WEIGHT)));
        assertThat(lost.reason()).isEqualTo(DriverException.Reason.TIMEOUT);
        assertThat(lost).hasMessageContaining("no answer to 'SI\\x0D\\x0A' within 30 ms");
        for (int i = 0; i < 3; i++) {
            assertThat(scale.requests.poll(10, TimeUnit.SECONDS)).isEqualTo("SI");
        }
    }

    @Test
    void answerOfSeveralLinesIsReadAsAWhole() throws Exception {
        scale.answers.put("SI", "gross 12,5 kg\r\ntare 2,5 kg\r\n");
        assertThat(asked("answer_lines: 2")
                        .read(List.of(
                                point("tare", "comma pattern tare ([0-9,]+) kg", "kg"),
                                point("gross", "comma pattern gross ([0-9,]+) kg", "kg"))))
                .extracting(Measurement::value)
                .containsExactly(new Value.Real(2.5), new Value.Real(12.5));
    }

    @Test
    void linesToIgnoreAreNoPartOfAnAnswer() throws Exception {
        scale.answers.put("SI", "READY\r\nS S 5 kg\r\n");
        PolledDriver asked = asked("messages: { READY: ignore }", "statuses: { D: ignore }");
        assertThat(asked.read(List.of(WEIGHT)).get(0).value()).isEqualTo(new Value.Real(5));
        scale.answers.put("SI", "S D 5 kg\r\n");
        assertThat(asked.read(List.of(WEIGHT)).get(0).quality()).isEqualTo(Quality.BAD_OUT_OF_SERVICE);
        assertThat(context.remarks().get("weight")).contains("to be ignored");
    }

    @Test
    void framesWithAChecksumAreReadAndADamagedOneIsCounted() throws Exception {
        String frame = "start: \"\\x02\"\nend: \"\\x03\"\nchecksum: xor\nretries: 0";
        // '1' ^ '2' ^ '.' ^ '5' = 0x31 ^ 0x32 ^ 0x2E ^ 0x35 = 0x18
        scale.answers.put("SI", "\u000212.518\u0003");
        PolledDriver asked = asked(frame);
        Point number = point("n", "pattern ([0-9.]+)", "1");
        assertThat(asked.read(List.of(number)).get(0).value()).isEqualTo(new Value.Real(12.5));
        scale.answers.put("SI", "\u000213.518\u0003");
        assertThat(asked.read(List.of(number)).get(0).quality()).isEqualTo(Quality.BAD_COMMUNICATION);
        assertThat(context.remarks().get("connection")).contains("1 x wrong checksum, the last '13.518'");
    }

    @Test
    void eachLineOfAStreamIsAMeasurement() throws Exception {
        Socket device = unasked(List.of(WEIGHT));
        scale.say(device, "S S 1.25 kg\r\nS D 1.50 kg\r\n");
        Measurement last = awaitLast(each -> each.value().equals(new Value.Real(1.5)));
        assertThat(last.quality()).isEqualTo(Quality.UNCERTAIN);
        List<Measurement> all = sink.snapshot();
        assertThat(all.get(all.size() - 2).value()).isEqualTo(new Value.Real(1.25));
    }

    @Test
    void noiseHalfLinesAndEndlessOnesAreCountedByKindAndPassedOver() throws Exception {
        Socket device = unasked(List.of(WEIGHT), "timeout: 2s", "longest_line: 40");
        scale.say(device, "S S 7\u0000.5 kg\r\n" + "x".repeat(5000) + "\r\n" + "hello\r\n" + "S S 2 kg\r\n" + "S S 3");
        awaitLast(each -> each.value().equals(new Value.Real(2)));
        context.awaitRemarks(
                remarks -> remarks.getOrDefault("connection", "").contains("half a line"), "half a line", BOUND);
        assertThat(context.remarks().get("connection"))
                .contains("1 x too long a line")
                .contains("1 x characters that are none")
                .contains("1 x fits no point");
        assertThat(sink.snapshot()).noneMatch(each -> each.value().equals(new Value.Real(3)));
    }

    @Test
    void pointWithoutALineIsBadWhileOthersGoOn() throws Exception {
        Point missing = point("tare", "pattern TA (.*)", "kg");
        Socket device = unasked(List.of(WEIGHT, missing), "stale_after: 1s");
        List<Measurement> all = List.of();
        for (int said = 0;
                said < 400 && all.stream().noneMatch(each -> each.point().equals(missing));
                said++) {
            scale.say(device, "S S 1 kg\r\n");
            LockSupport.parkNanos(50_000_000);
            all = sink.snapshot();
        }
        assertThat(all.stream().filter(each -> each.point().equals(missing)))
                .isNotEmpty()
                .allMatch(each -> each.quality() == Quality.BAD_TIMEOUT);
        assertThat(context.remarks().get("tare")).contains("no line has fitted it for 1000 ms");
    }

    @Test
    void streamThatFallsSilentIsToldAsLost() throws Exception {
        unasked(List.of(WEIGHT), "stale_after: 500ms");
        assertThat(context.awaitLoss(BOUND)).hasMessageContaining("has said nothing");
    }

    @Test
    void patternThatWouldTryForeverIsGivenUpAndTold() throws Exception {
        scale.answers.put("SI", "a".repeat(200) + "!\r\n");
        Point hungry = point("hungry", "pattern (.*.*.*.*.*.*x)", "1");
        assertThat(asked().read(List.of(hungry)).get(0).quality()).isEqualTo(Quality.BAD_CONFIGURATION);
        assertThat(context.remarks().get("hungry")).contains("so ambiguous that it was given up");
    }
}
