package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import io.fieldpost.opcua.simulation.InjectionMouldingLine.Guard;
import io.fieldpost.opcua.simulation.InjectionMouldingLine.Options;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the simulated line: alarms with their state, filters, and the refresh after an interruption. */
class MachineEventsTest {
    private static final int SYSTEM_EVENT = 2130;
    private static final int REFRESH_REQUIRED = 2789;

    private InjectionMouldingLine line;
    private final OpcUaDriverFactory factory = new OpcUaDriverFactory();

    @TempDir
    Path directory;

    @BeforeEach
    void startTheLine() throws Exception {
        line = InjectionMouldingLine.start(Options.demo());
    }

    @AfterEach
    void stopTheLine() {
        line.close();
    }

    private LiveDriver watching(String... entry) throws Exception {
        OpcUaSettings settings = Press.settings(
                line.endpoint(), Security.None, "events:", "  - name: alarms", "    " + String.join("\n    ", entry));
        int refreshes = line.refreshes();
        LiveDriver live = LiveDriver.start(settings, directory, List.of(), factory);
        // A refresh is asked for when the items are there.
        if (!settings.events().get(0).notifier().contains("Nobody")) {
            line.awaitRefreshes(refreshes + 1, Press.BOUND);
        }
        return live;
    }

    @Test
    void alarmIsToldWithItsStateFromRaisedToCleared() throws Exception {
        try (LiveDriver live = watching("queue_size: 100")) {
            line.guard(Guard.RAISE);
            line.guard(Guard.ACKNOWLEDGE);
            line.guard(Guard.CLEAR);
            Measurement raised = event(live, "Guard open raised");
            assertThat(raised.point().type()).isEqualTo(ValueType.EVENT);
            assertThat(raised.point().name()).isEqualTo("alarms");
            assertThat(fields(raised))
                    .containsEntry("state", new Value.Text("active, unacknowledged, confirmed"))
                    .containsEntry("active", new Value.Bool(true))
                    .containsEntry("acknowledged", new Value.Bool(false))
                    .containsEntry("retain", new Value.Bool(true))
                    .containsEntry("severity", new Value.Int(300))
                    .containsEntry("source_name", new Value.Text("Guard"))
                    .containsEntry("condition_name", new Value.Text("Guard open"))
                    .containsEntry("condition_id", new Value.Text(InjectionMouldingLine.address("Alarm.Guard")))
                    .containsEntry("event_type_name", new Value.Text("OffNormalAlarmType"))
                    .doesNotContainKey("time");
            assertThat(raised.sourceTime()).isNotEqualTo(raised.receivedTime());
            assertThat(fields(event(live, "Guard open acknowledged")))
                    .containsEntry("state", new Value.Text("active, acknowledged, confirmed"));
            assertThat(fields(event(live, "Guard open cleared")))
                    .containsEntry("state", new Value.Text("inactive, acknowledged, confirmed"))
                    .containsEntry("retain", new Value.Bool(false));
        }
    }

    @Test
    void whatWasActiveBeforeIsToldByTheRefresh() throws Exception {
        line.guard(Guard.RAISE);
        try (LiveDriver live = watching("queue_size: 100")) {
            assertThat(fields(event(live, "Guard open still there")))
                    .containsEntry("refresh", new Value.Bool(true))
                    .containsEntry("active", new Value.Bool(true));
            line.guard(Guard.CLEAR);
            assertThat(fields(event(live, "Guard open cleared"))).doesNotContainKey("refresh");
        }
    }

    @Test
    void alarmThatEndedWhileNobodyWatchedIsToldAsEndedAfterTheGap() throws Exception {
        try (LiveDriver live = watching("queue_size: 100")) {
            line.guard(Guard.RAISE);
            event(live, "Guard open raised");
        }
        line.guard(Guard.END_SILENTLY);
        try (LiveDriver live = watching("queue_size: 100")) {
            assertThat(fields(event(live, "ended while the gateway could not watch")))
                    .containsEntry("state", new Value.Text("ended unseen"))
                    .containsEntry("condition_name", new Value.Text("Guard open"))
                    .containsEntry("active", new Value.Bool(false))
                    .containsEntry("retain", new Value.Bool(false));
            assertThat(live.sink.snapshot().stream().map(MachineEventsTest::fields))
                    .anySatisfy(fields -> assertThat(fields).containsKeys("gap_from", "gap_to"));
        }
    }

    @Test
    void serverThatRequiresARefreshIsAskedForOne() throws Exception {
        try (LiveDriver live = watching("queue_size: 100")) {
            line.guard(Guard.RAISE);
            event(live, "Guard open raised");
            line.event(REFRESH_REQUIRED, "model changed", 1);
            assertThat(fields(event(live, "Guard open still there"))).containsEntry("refresh", new Value.Bool(true));
        }
    }

    @Test
    void severityTypesAndSourcesAreFilteredEvenByAServerWithoutThoseOperators() throws Exception {
        try (LiveDriver live = watching("severity_from: 300", "types: [\"i=2915\"]", "sources: [Guard]")) {
            line.event(SYSTEM_EVENT, "of another type", 900);
            line.guard(Guard.RAISE);
            event(live, "Guard open raised");
            assertThat(messages(live)).containsOnly("Guard open raised");
            line.guard(Guard.ACKNOWLEDGE);
            line.guard(Guard.CLEAR);
            event(live, "Guard open cleared");
        }
        try (LiveDriver live = watching("severity_from: 301")) {
            line.guard(Guard.RAISE);
            line.event(SYSTEM_EVENT, "severe", 301);
            event(live, "severe");
            assertThat(messages(live)).doesNotContain("Guard open raised");
        }
    }

    @Test
    void endOfAnAlarmIsToldHoweverLittleSevereItIs() throws Exception {
        try (LiveDriver live = watching("severity_from: 300")) {
            line.guard(Guard.RAISE);
            event(live, "Guard open raised");
            line.guard(Guard.CLEAR_AT_LOW_SEVERITY);
            assertThat(fields(event(live, "Guard open cleared"))).containsEntry("severity", new Value.Int(1));
        }
    }

    @Test
    void furtherFieldsAreToldUnderThePathThatWasWritten() throws Exception {
        try (LiveDriver live = watching("fields: [ActiveState, \"nsu=urn:nobody;Field\"]")) {
            line.guard(Guard.RAISE);
            assertThat(fields(event(live, "Guard open raised"))).containsEntry("ActiveState", new Value.Text("Active"));
            assertThat(live.context.remarks()).containsKey("alarms nsu=urn:nobody;Field");
        }
    }

    @Test
    void eventsThatTheServerDroppedAreCounted() throws Exception {
        OpcUaSettings slow = Press.settings(
                line.endpoint(),
                Security.None,
                "publishing_interval: 1s",
                "events:",
                "  - name: alarms",
                "    queue_size: 2");
        int refreshes = line.refreshes();
        try (LiveDriver live = LiveDriver.start(slow, directory, List.of(), factory)) {
            line.awaitRefreshes(refreshes + 1, Press.BOUND);
            for (int i = 0; i < 50; i++) {
                line.event(SYSTEM_EVENT, "flood " + i, 500);
            }
            assertThat(live.awaitFirst("opcua/queue_overflows").value()).isEqualTo(new Value.Int(1));
            event(live, "Event Queue Overflow");
        }
    }

    @Test
    void notifierThatTheServerDoesNotKnowIsARemark() throws Exception {
        try (LiveDriver live = watching("notifier: \"nsu=urn:fieldpost:demo:line;s=Nobody\"")) {
            assertThat(live.context.awaitRemark("alarms", Press.BOUND)).contains("Bad_NodeIdUnknown");
        }
    }

    private static Measurement event(LiveDriver live, String message) throws InterruptedException {
        return live
                .sink
                .await(
                        all -> all.stream().anyMatch(one -> isOf(one, message)),
                        "the event '" + message + "'",
                        Press.BOUND)
                .stream()
                .filter(one -> isOf(one, message))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOf(Measurement measurement, String message) {
        return new Value.Text(message).equals(fields(measurement).get("message"));
    }

    private static List<String> messages(LiveDriver live) {
        return live.sink.snapshot().stream()
                .map(one -> ((Value.Text) fields(one).get("message")).value())
                .filter(message -> !message.startsWith("events may be missing"))
                .toList();
    }

    private static Map<String, Value> fields(Measurement measurement) {
        return measurement.value() instanceof Value.Record record ? record.fields() : Map.of();
    }
}
