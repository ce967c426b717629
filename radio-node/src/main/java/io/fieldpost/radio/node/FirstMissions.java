package io.fieldpost.radio.node;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Remark;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.settings.RadioSettings;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What a node does about missions when it starts, whatever its receiver is. */
final class FirstMissions {
    private final RadioSettings settings;
    private final DriverContext context;

    FirstMissions(RadioSettings settings, DriverContext context) {
        this.settings = settings;
        this.context = context;
    }

    /** A number for the ids of this start, never used before by this source. */
    long epoch() throws DriverException {
        try {
            return StartCount.next(
                    context.directory().resolve("starts"),
                    context.clock().instant().getEpochSecond());
        } catch (IOException e) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "the source's own directory can't be written, " + e.getMessage() + ": " + context.directory(),
                    e);
        }
    }

    /** Adds the missions of the settings, and those that were added later; one of these that can't be carried out is remarked on. */
    AddedMissions addTo(Missions missions, long sampleRateHz) throws DriverException {
        for (Mission mission : settings.missions()) {
            try {
                missions.add(mission);
            } catch (IllegalArgumentException e) {
                throw new DriverException(Reason.CONFIGURATION, String.valueOf(e.getMessage()), e);
            }
        }
        AddedMissions added;
        try {
            added = AddedMissions.read(context.directory().resolve("missions"));
        } catch (IOException e) {
            throw new DriverException(Reason.CONFIGURATION, "added missions can't be read, " + e.getMessage(), e);
        }
        for (Map.Entry<String, String> text : added.texts().entrySet()) {
            try {
                Mission mission = MissionDesk.read(text.getValue());
                RadioSettings.check(mission, settings.address(), sampleRateHz);
                missions.add(mission);
            } catch (DriverException | IllegalArgumentException e) {
                remark(text.getKey(), String.valueOf(e.getMessage()));
            }
        }
        return added;
    }

    /** Tells that a mission that was added can't be carried out. */
    void remark(String mission, String why) {
        context.remark(new Remark(
                "missions",
                mission,
                "the added mission " + mission + " can't be carried out, " + why
                        + "; fieldpost mission remove takes it away"));
    }

    /** Points that name no mission are told at once; what a mission gives beside its traces comes when there is some. */
    void tellUnknown(List<Point> asked, Missions missions, Consumer<Measurement> sink) {
        Set<String> names = new HashSet<>(Mission.RESERVED);
        missions.states().forEach(state -> names.add(state.name()));
        for (Point point : asked) {
            int slash = point.address().indexOf('/');
            String mission = slash < 0 ? point.address() : point.address().substring(0, slash);
            if (!names.contains(mission)) {
                sink.accept(Measurement.bad(
                        point, Quality.BAD_ADDRESS_UNKNOWN, context.clock().instant()));
            }
        }
    }
}
