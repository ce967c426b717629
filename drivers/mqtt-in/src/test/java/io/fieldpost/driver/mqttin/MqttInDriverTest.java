package io.fieldpost.driver.mqttin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.FoundPoint;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.RecordingSink;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside a real broker. Each test has topics and a client identifier of its own. */
class MqttInDriverTest {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static RealBroker broker;

    @TempDir
    Path directory;

    private final List<MqttInDriver> open = new ArrayList<>();
    private TestContext context;
    private RecordingSink sink;

    @BeforeAll
    static void startTheBroker(@TempDir Path directory) throws Exception {
        broker = new RealBroker(directory).start();
    }

    @AfterAll
    static void stopTheBroker() throws Exception {
        broker.close();
    }

    @AfterEach
    void closeWhatIsOpen() {
        open.forEach(MqttInDriver::close);
    }

    private TestSettings settings(String clientId) {
        return TestSettings.of(broker.address().getPort()).clientId(clientId);
    }

    private static Point point(String name, String address) {
        return new Point("sensors", name, address, ValueType.ANY, "1");
    }

    private TestContext newLife() {
        sink = new RecordingSink();
        context = new TestContext("sensors", new ManualClock(), directory);
        return context;
    }

    private MqttInDriver started(MqttInSettings settings, DriverContext with, Point... points) throws Exception {
        MqttInDriver driver = new MqttInDriver(settings, with);
        open.add(driver);
        driver.open();
        driver.start(List.of(points), sink);
        return driver;
    }

    private List<Double> numbers() {
        return sink.snapshot().stream()
                .filter(each -> each.value() instanceof Value.Real)
                .map(each -> ((Value.Real) each.value()).value())
                .toList();
    }

    @Test
    void whatWasSentWhileTheGatewayWasAwayComesOnceItIsBack() throws Exception {
        MqttInSettings settings = settings("away").build();
        started(settings, newLife(), point("a", "away/a")).close();
        for (int i = 0; i < 20; i++) {
            broker.publish("away/a", Integer.toString(i));
        }
        started(settings, newLife(), point("a", "away/a"));
        sink.await(20, BOUND);
        assertThat(numbers())
                .isEqualTo(
                        IntStream.range(0, 20).mapToObj(each -> (double) each).toList());
    }

    /** As after a kill: what the store had not kept is asked for again. */
    @Test
    void whatTheStoreHasNotKeptComesAgain() throws Exception {
        MqttInSettings settings = settings("kept").build();
        MqttInDriver first = started(settings, new KeepingContext(newLife(), then -> {}), point("a", "kept/a"));
        broker.publish("kept/a", "17");
        sink.await(1, BOUND);
        first.close();
        started(settings, newLife(), point("a", "kept/a"));
        sink.await(1, BOUND);
        assertThat(numbers()).containsExactly(17.0);
    }

    @Test
    void whatTheStoreHasKeptDoesNotComeAgain() throws Exception {
        MqttInSettings settings = settings("once").build();
        CountDownLatch kept = new CountDownLatch(2);
        KeepingContext keeping = new KeepingContext(newLife(), then -> {
            then.run();
            kept.countDown();
        });
        MqttInDriver first = started(settings, keeping, point("a", "once/a"));
        broker.publish("once/a", "1");
        broker.publish("once/a", "2");
        assertThat(kept.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        first.close();
        started(settings, newLife(), point("a", "once/a"));
        broker.publish("once/a", "3");
        sink.await(all -> numbers().contains(3.0), "what is new", BOUND);
        assertThat(numbers()).containsExactly(3.0);
    }

    @Test
    void pointThatWasTakenAwayIsNoLongerSubscribedTo() throws Exception {
        MqttInSettings settings = settings("less").build();
        started(settings, newLife(), point("a", "less/a"), point("b", "less/b")).close();
        started(settings, newLife(), point("a", "less/a"));
        broker.publish("less/b", "1");
        broker.publish("less/a", "2");
        sink.await(1, BOUND);
        assertThat(numbers()).containsExactly(2.0);
        assertThat(context.remarks()).doesNotContainKey("topics");
    }

    /** QoS 1 allows that one comes twice. */
    @Test
    void floodComesWholeAndInOrder() throws Exception {
        started(settings("flood").build(), newLife(), point("a", "flood/a"));
        for (int i = 0; i < 300; i++) {
            broker.publish("flood/a", Integer.toString(i));
        }
        sink.await(all -> numbers().contains(299.0), "the last of a flood", BOUND);
        assertThat(numbers().stream().distinct())
                .containsExactlyElementsOf(
                        IntStream.range(0, 300).mapToObj(each -> (double) each).toList());
    }

    @Test
    void pointsWhoseTopicsOverlapGetEachMessageOnce() throws Exception {
        started(settings("overlap").build(), newLife(), point("one", "overlap/a"), point("all", "overlap/+"));
        broker.publish("overlap/a", "1");
        broker.publish("overlap/b", "2");
        sink.await(3, BOUND);
        assertThat(sink.snapshot())
                .extracting(each -> each.point().name())
                .containsExactlyInAnyOrder("one", "all/a", "all/b");
    }

    @Test
    void payloadThatIsTooLargeIsToldAndDoesNotHoldUpTheNext() throws Exception {
        started(settings("large").largest(1_024).build(), newLife(), point("a", "large/a"));
        broker.publish("large/a", "x".repeat(100_000));
        broker.publish("large/a", "2");
        sink.await(2, BOUND);
        assertThat(sink.snapshot())
                .extracting(Measurement::quality)
                .containsExactly(Quality.BAD_CONFIGURATION, Quality.GOOD);
        assertThat(context.losses()).isEmpty();
    }

    @Test
    void retainedMessageIsUncertainAndTheNextIsGood() throws Exception {
        broker.publish("retained/a", "1", true);
        started(settings("retained").build(), newLife(), point("a", "retained/a"));
        sink.await(1, BOUND);
        broker.publish("retained/a", "2", true);
        sink.await(2, BOUND);
        assertThat(sink.snapshot())
                .extracting(Measurement::quality)
                .containsExactly(Quality.UNCERTAIN_LAST_USABLE, Quality.GOOD);
    }

    @Test
    void deviceThatGoesOfflineIsTold() throws Exception {
        broker.publish("tele/press7/LWT", "Online", true);
        started(
                settings("lwt").devices(DeviceKind.TASMOTA).build(),
                newLife(),
                point("power", "tele/press7/SENSOR#/ENERGY/Power"));
        broker.publish("tele/press7/SENSOR", "{\"ENERGY\":{\"Power\":17}}");
        broker.publish("tele/press7/LWT", "Offline", true);
        sink.await(2, BOUND);
        assertThat(sink.snapshot())
                .extracting(Measurement::quality)
                .containsExactly(Quality.GOOD, Quality.BAD_NOT_CONNECTED);
    }

    @Test
    void wrongUserIsRefusedInWords() throws Exception {
        MqttInDriver driver = new MqttInDriver(settings("wrong").user("guest").build(), newLife());
        open.add(driver);
        driver.open();
        DriverException refused =
                catchThrowableOfType(DriverException.class, () -> driver.start(List.of(point("a", "a")), sink));
        assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refused).message().contains("'guest'");
    }

    @Test
    void secondClientWithTheSameIdentifierIsTold() throws Exception {
        started(settings("twin").build(), newLife(), point("a", "twin/a"));
        TestContext first = context;
        started(settings("twin").build(), newLife(), point("a", "twin/a"));
        assertThat(first.awaitLoss(BOUND)).message().contains("another client came with the identifier 'twin'");
        assertThat(context.losses()).isEmpty();
    }

    @Test
    void commandIsDoneOnceTheDeviceSaysSo() throws Exception {
        Point relay = point("relay", "stat/press9/POWER as bool -> cmnd/press9/POWER");
        MqttInDriver driver = started(settings("command").build(), newLife(), relay);
        CompletableFuture<String> device = answering("cmnd/press9/POWER", "stat/press9/POWER", "ON");
        assertThat(driver.write(relay, new Value.Bool(true))).isEqualTo(DeviceStatus.OK);
        assertThat(device.get(60, TimeUnit.SECONDS)).isEqualTo("ON");
    }

    @Test
    void commandThatTheDeviceDoesNotFollowIsTold() throws Exception {
        Point lamp = point("lamp", "zigbee2mqtt/lamp9#/state as bool -> zigbee2mqtt/lamp9/set#/state");
        MqttInDriver driver =
                started(settings("stubborn").timeout(Duration.ofSeconds(5)).build(), newLife(), lamp);
        CompletableFuture<String> device =
                answering("zigbee2mqtt/lamp9/set", "zigbee2mqtt/lamp9", "{\"state\":\"OFF\"}");
        DriverException failure =
                catchThrowableOfType(DriverException.class, () -> driver.write(lamp, new Value.Bool(true)));
        assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(failure).message().contains("the device said Bool[value=false] and not Bool[value=true]: lamp");
        assertThat(device.get(60, TimeUnit.SECONDS)).isEqualTo("{\"state\":\"ON\"}");
    }

    @Test
    void pointWithoutATopicToWriteToIsRefused() throws Exception {
        Point relay = point("relay", "stat/press9/POWER as bool");
        MqttInDriver driver = started(settings("read-only").build(), newLife(), relay);
        DriverException failure =
                catchThrowableOfType(DriverException.class, () -> driver.write(relay, new Value.Bool(true)));
        assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
        assertThat(failure).message().contains("-> cmnd/press1/POWER");
    }

    /** A device that answers a command with a state, and tells what the command was. */
    private static CompletableFuture<String> answering(String command, String state, String answer) throws Exception {
        CompletableFuture<String> told = new CompletableFuture<>();
        broker.listen(command, payload -> {
            told.complete(payload);
            broker.say(state, answer);
        });
        return told;
    }

    @Test
    void browseListsTopicsAndWhatIsInThem() throws Exception {
        broker.publish("browse/plug", "{\"ENERGY\":{\"Power\":17.5,\"On\":true},\"50%/h\":\"x\"}", true);
        broker.publish("browse/plain", "21.5", true);
        MqttInDriver driver = new MqttInDriver(settings("browse").build(), newLife());
        open.add(driver);
        driver.open();
        try (Stream<FoundPoint> found = driver.browse("browse/#", 2)) {
            assertThat(found.map(each -> each.depth() + " " + each.address() + " " + each.type() + " " + each.value()))
                    .containsExactly(
                            "0 browse/plain ANY 21.5",
                            "0 browse/plug ANY ",
                            "1 browse/plug#/ENERGY/Power REAL 17.5",
                            "1 browse/plug#/ENERGY/On BOOL true",
                            "1 browse/plug#/50%25~1h TEXT x");
        }
    }
}
