package io.fieldpost.driver.mqttin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.RecordingSink;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final long SECOND = 1_000_000_000L;

    private final ManualClock clock = new ManualClock();
    private final TestContext context = new TestContext("sensors", clock, Path.of("unused"));
    private final RecordingSink sink = new RecordingSink();

    private Intake intake(MqttInSettings settings, String... addresses) {
        List<Point> points = new ArrayList<>();
        for (String address : addresses) {
            points.add(new Point("sensors", "p" + points.size(), address, ValueType.ANY, "1"));
        }
        return new Intake(
                settings,
                context,
                new Routes(points, settings.timePointer(), 0),
                new Availability(settings.devices(), settings.availability()),
                new PointRemarks(context),
                sink,
                new Echo());
    }

    private static Arrival live(String topic, String payload) {
        return new Arrival(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false, false);
    }

    private static Arrival retained(String topic, String payload) {
        return new Arrival(topic, payload.getBytes(StandardCharsets.UTF_8), 1, true, false);
    }

    private List<String> told() {
        return sink.snapshot().stream().map(IntakeTest::told).toList();
    }

    private static String told(Measurement measurement) {
        return measurement.point().name() + " " + measurement.quality();
    }

    @Test
    void deviceThatSaysItIsOfflineTakesItsOwnPointsAlone() {
        Intake intake = intake(
                TestSettings.of(1).devices(DeviceKind.TASMOTA).build(),
                "tele/press1/SENSOR#/a",
                "stat/press1/POWER",
                "tele/press2/SENSOR#/a");
        intake.take(live("tele/press1/LWT", "Offline"), 0);
        assertThat(told()).containsExactlyInAnyOrder("p0 BAD_NOT_CONNECTED", "p1 BAD_NOT_CONNECTED");
    }

    @Test
    void whatADeviceLeftBehindIsNoValueWhileItIsOffline() {
        Intake intake =
                intake(TestSettings.of(1).devices(DeviceKind.ZIGBEE2MQTT).build(), "zigbee2mqtt/lamp#/state");
        intake.take(retained("zigbee2mqtt/lamp/availability", "{\"state\":\"offline\"}"), 0);
        intake.take(retained("zigbee2mqtt/lamp", "{\"state\":\"ON\"}"), 0);
        assertThat(told()).containsExactly("p0 BAD_NOT_CONNECTED");
        intake.take(retained("zigbee2mqtt/lamp/availability", "{\"state\":\"online\"}"), 0);
        intake.take(retained("zigbee2mqtt/lamp", "{\"state\":\"ON\"}"), 0);
        assertThat(told()).endsWith("p0 UNCERTAIN_LAST_USABLE");
    }

    @Test
    void whatADeviceSendsNowIsAValueWhateverWasSaidOfIt() {
        Intake intake =
                intake(TestSettings.of(1).devices(DeviceKind.ZIGBEE2MQTT).build(), "zigbee2mqtt/+#/state");
        intake.take(live("zigbee2mqtt/lamp", "{\"state\":\"ON\"}"), 0);
        intake.take(live("zigbee2mqtt/bridge/state", "{\"state\":\"offline\"}"), 0);
        intake.take(live("zigbee2mqtt/lamp", "{\"state\":\"OFF\"}"), 0);
        assertThat(told()).containsExactly("p0/lamp GOOD", "p0/lamp BAD_NOT_CONNECTED", "p0/lamp GOOD");
    }

    @Test
    void oneTopicCanSpeakForAll() {
        Intake intake = intake(TestSettings.of(1).availability("plant/status").build(), "plant/a", "plant/b");
        intake.take(live("plant/status", "offline"), 0);
        assertThat(told()).containsExactlyInAnyOrder("p0 BAD_NOT_CONNECTED", "p1 BAD_NOT_CONNECTED");
    }

    @Test
    void pointThatIsSilentForTooLongSaysSoOnce() {
        Intake intake =
                intake(TestSettings.of(1).staleAfter(Duration.ofSeconds(10)).build(), "plant/a", "plant/b");
        intake.take(live("plant/a", "1"), 9 * SECOND);
        intake.step(11 * SECOND);
        intake.step(12 * SECOND);
        assertThat(told()).containsExactly("p0 GOOD", "p1 BAD_TIMEOUT");
        intake.step(20 * SECOND);
        intake.take(live("plant/a", "2"), 21 * SECOND);
        intake.step(30 * SECOND);
        assertThat(told()).containsExactly("p0 GOOD", "p1 BAD_TIMEOUT", "p0 BAD_TIMEOUT", "p0 GOOD");
    }

    /** Tasmota's tele/DEVICE/STATE and SENSOR have different members; so may messages of one topic. */
    @Test
    void messageOfAnotherKindSaysNothingOfAPointThatHasHadItsValue() {
        Intake intake = intake(TestSettings.of(1).build(), "shelly/events#/params/temp");
        intake.take(live("shelly/events", "{\"params\":{\"temp\":21}}"), 0);
        intake.take(live("shelly/events", "{\"params\":{\"button\":1}}"), 0);
        assertThat(told()).containsExactly("p0 GOOD");
    }

    @Test
    void whatTheBrokerHadKeptForUsIsHistoricalByTheDevicesTime() {
        Intake intake = intake(TestSettings.of(1).time("/t", null).build(), "plant/a#/v");
        clock.set(Instant.parse("2026-11-27T04:00:00Z"));
        intake.resumes(clock.instant());
        intake.take(live("plant/a", "{\"v\":1,\"t\":\"2026-11-27T03:00:00Z\"}"), 0);
        intake.take(live("plant/a", "{\"v\":2,\"t\":\"2026-11-27T04:00:01Z\"}"), 0);
        clock.advance(Duration.ofHours(1));
        intake.take(live("plant/a", "{\"v\":3,\"t\":\"2026-11-27T03:59:00Z\"}"), 0);
        assertThat(sink.snapshot()).extracting(Measurement::historical).containsExactly(true, false, false);
        assertThat(sink.snapshot().get(0).sourceTime()).isEqualTo(Instant.parse("2026-11-27T03:00:00Z"));
    }

    @Test
    void retainedCanBeIgnored() {
        Intake intake = intake(TestSettings.of(1).retained(RetainedAs.IGNORE).build(), "plant/a");
        intake.take(retained("plant/a", "1"), 0);
        intake.take(live("plant/a", "2"), 0);
        assertThat(told()).containsExactly("p0 GOOD");
    }

    @Test
    void messageThatNoPointWantsIsToldByItsTopic() {
        intake(TestSettings.of(1).build(), "plant/a").take(live("plant/old", "1"), 0);
        assertThat(context.remarks().get("topics")).contains("'plant/old', which no point wants");
    }

    @Test
    void topicsThatWildcardsMeetAreBounded() {
        Intake intake = intake(TestSettings.of(1).build(), "plant/+");
        for (int i = 0; i < 1_100; i++) {
            intake.take(live("plant/" + i, "1"), 0);
        }
        assertThat(sink.snapshot()).hasSize(1_000);
        assertThat(context.remarks().get("topics")).contains("write narrower ones");
    }
}
