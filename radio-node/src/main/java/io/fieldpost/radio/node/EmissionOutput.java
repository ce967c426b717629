package io.fieldpost.radio.node;

import io.fieldpost.driver.Value;
import io.fieldpost.radio.detect.Emission;
import io.fieldpost.radio.detect.EmissionEvent;
import io.fieldpost.radio.licence.ChannelAlarm;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened to emissions and channels of one mission, as events in the alarm stream: {@code MISSION/emission}, {@code MISSION/alarm}. */
final class EmissionOutput {
    private final String mission;
    private final Outlet outlet;

    EmissionOutput(String mission, Outlet outlet) {
        this.mission = mission;
        this.outlet = outlet;
    }

    void put(EmissionEvent event, String unit) {
        Emission emission = event.emission();
        Fields fields = new Fields()
                .text("event", name(event))
                .text("mission", mission)
                .text("id", emission.id().toString())
                .time("first_seen", emission.firstSeen())
                .time("last_seen", emission.lastSeen())
                .hertz("center_hz", emission.centerHz())
                .hertz("bandwidth_hz", emission.bandwidthHz())
                .hertz("start_hz", emission.startHz())
                .hertz("stop_hz", emission.stopHz())
                .text("level_unit", unit)
                .decibels("level", emission.levelDb())
                .decibels("level_mean", emission.levelMeanDb())
                .decibels("level_max", emission.levelMaxDb())
                .decibels("snr_db", emission.snrDb())
                .whole("looks_on", emission.looksOn())
                .whole("looks_off", emission.looksOff())
                .whole("switched_on", emission.switchedOn())
                .text("class", emission.emissionClass());
        if (event instanceof EmissionEvent.Changed changed) {
            fields.text(
                    "changes",
                    changed.changes().stream()
                            .map(change -> change.name().toLowerCase(Locale.ROOT))
                            .sorted()
                            .collect(Collectors.joining(",")));
        }
        outlet.event(mission + "/emission", fields.record(), emission.lastSeen());
    }

    private static String name(EmissionEvent event) {
        if (event instanceof EmissionEvent.Appeared) {
            return "appeared";
        }
        return event instanceof EmissionEvent.Changed ? "changed" : "gone";
    }

    /**
     * Hands on an alarm.
     *
     * @param evidence name of the recording that is made of it; null when none is
     */
    void put(ChannelAlarm alarm, @Nullable String evidence) {
        Value.Record fields = new Fields()
                .text("alarm", alarm.kind().name().toLowerCase(Locale.ROOT))
                .flag("raised", alarm.raised())
                .text("severity", alarm.severity().name().toLowerCase(Locale.ROOT))
                .text("mission", mission)
                .text("name", alarm.name())
                .hertz("frequency_hz", alarm.frequencyHz())
                .text(
                        "emission",
                        alarm.emission() == null ? null : alarm.emission().toString())
                .time("since", alarm.since())
                .text("message", alarm.message())
                .text("evidence", evidence)
                .record();
        outlet.event(mission + "/alarm", fields, alarm.time());
    }

    /** A recording of this mission could not be made. */
    void failed(String name, String cause, Instant time) {
        outlet.event(
                mission + "/recording",
                new Fields()
                        .text("event", "failed")
                        .text("recording", name)
                        .text("message", cause)
                        .record(),
                time);
    }
}
