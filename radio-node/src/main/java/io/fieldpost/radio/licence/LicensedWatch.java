package io.fieldpost.radio.licence;

import io.fieldpost.radio.detect.Emission;
import io.fieldpost.radio.detect.EmissionId;
import io.fieldpost.radio.licence.ChannelAlarm.Evidence;
import io.fieldpost.radio.licence.Deviation.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Watches one licensed channel. */
final class LicensedWatch {
    private final Channel channel;
    private final Debounce absent;
    private final Debounce deviating;
    private final Debounce wrong;
    private ChannelStatus status;

    LicensedWatch(Channel channel, BoardSettings settings) {
        this.channel = channel;
        this.absent = new Debounce(settings.absentAfter(), settings.clearAfter());
        this.deviating = new Debounce(settings.deviationAfter(), settings.clearAfter());
        this.wrong = new Debounce(settings.wrongStationAfter(), settings.clearAfter());
        this.status = status(ChannelState.UNKNOWN, null, List.of(), Instant.EPOCH);
    }

    Channel channel() {
        return channel;
    }

    ChannelStatus status() {
        return status;
    }

    /** The station is on the air. */
    void present(
            Emission station,
            @Nullable Integer programme,
            double cellHz,
            Instant now,
            Duration elapsed,
            List<ChannelAlarm> alarms) {
        List<Deviation> deviations = deviations(station, cellHz);
        ChannelState state = deviations.isEmpty() ? ChannelState.LICENSED_PRESENT : ChannelState.OUT_OF_TOLERANCE;
        become(state, station.id(), deviations, now);
        tell(AlarmKind.LICENSED_ABSENT, absent, false, "is on the air again", station, now, elapsed, alarms);
        String outside =
                deviations.isEmpty() ? "is within its limits again" : "is outside its limits: " + listed(deviations);
        tell(AlarmKind.OUT_OF_TOLERANCE, deviating, !deviations.isEmpty(), outside, station, now, elapsed, alarms);
        if (channel.pi() != Channel.NO_PI && programme != null) {
            boolean differs = programme != channel.pi();
            String sends = String.format(Locale.ROOT, "PI %04X is sent, %04X is licensed", programme, channel.pi());
            tell(AlarmKind.WRONG_STATION, wrong, differs, sends, station, now, elapsed, alarms);
        }
    }

    /** Nothing is on the air. */
    void silent(boolean due, Instant now, Duration elapsed, List<ChannelAlarm> alarms) {
        become(due ? ChannelState.LICENSED_ABSENT : ChannelState.IDLE, null, List.of(), now);
        String message = due ? "must be on the air and is not" : "need not be on the air now";
        tell(AlarmKind.LICENSED_ABSENT, absent, due, message, null, now, elapsed, alarms);
        tell(AlarmKind.OUT_OF_TOLERANCE, deviating, false, "is off the air", null, now, elapsed, alarms);
        tell(AlarmKind.WRONG_STATION, wrong, false, "is off the air", null, now, elapsed, alarms);
    }

    /** Nothing can be said: alarms stay as they are. */
    void unknown(Instant now) {
        become(ChannelState.UNKNOWN, null, List.of(), now);
    }

    private List<Deviation> deviations(Emission station, double cellHz) {
        List<Deviation> found = new ArrayList<>();
        double offsetHz = station.centerHz() - channel.frequencyHz();
        // The centre is not known better than half a cell, and a width not better than a cell at each edge.
        if (Math.abs(offsetHz) > channel.frequencyToleranceHz() + cellHz / 2) {
            found.add(new Deviation(Limit.FREQUENCY, offsetHz, channel.frequencyToleranceHz()));
        }
        if (station.bandwidthHz() > channel.bandwidthMaxHz() + 2 * cellHz) {
            found.add(new Deviation(Limit.BANDWIDTH, station.bandwidthHz(), channel.bandwidthMaxHz()));
        }
        if (station.levelDb() < channel.levelMinDb()) {
            found.add(new Deviation(Limit.LEVEL_LOW, station.levelDb(), channel.levelMinDb()));
        }
        if (station.levelDb() > channel.levelMaxDb()) {
            found.add(new Deviation(Limit.LEVEL_HIGH, station.levelDb(), channel.levelMaxDb()));
        }
        return found;
    }

    private void become(ChannelState state, @Nullable EmissionId emission, List<Deviation> deviations, Instant now) {
        status = status(state, emission, deviations, state == status.state() ? status.since() : now);
    }

    private ChannelStatus status(
            ChannelState state, @Nullable EmissionId emission, List<Deviation> deviations, Instant since) {
        return new ChannelStatus(
                state, channel.frequencyHz(), channel.bandwidthHz(), channel, emission, deviations, null, since);
    }

    private void tell(
            AlarmKind kind,
            Debounce debounce,
            boolean condition,
            String message,
            @Nullable Emission station,
            Instant now,
            Duration elapsed,
            List<ChannelAlarm> alarms) {
        Debounce.Step step = debounce.step(condition, now, elapsed);
        if (step == Debounce.Step.NOTHING) {
            return;
        }
        Evidence evidence = station == null
                ? Evidence.around(channel.frequencyHz(), channel.bandwidthHz())
                : Evidence.around(station.centerHz(), Math.max(channel.bandwidthHz(), station.bandwidthHz()));
        alarms.add(new ChannelAlarm(
                kind,
                step == Debounce.Step.RAISED,
                debounce.since(),
                now,
                channel.name(),
                channel.frequencyHz(),
                station == null ? null : station.id(),
                evidence,
                String.format(
                        Locale.ROOT, "%s on %.3f MHz: %s", channel.name(), channel.frequencyHz() / 1e6, message)));
    }

    private static String listed(List<Deviation> deviations) {
        return String.join(", ", deviations.stream().map(Deviation::toString).toList());
    }
}
