package io.fieldpost.radio.node;

import io.fieldpost.config.Choices;
import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Problem;
import io.fieldpost.config.Result;
import io.fieldpost.driver.DeviceOperation;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.mission.MissionState;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.settings.RadioSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What can be asked of a node while it runs: to tell its missions, to take one more, to hold or to forget one. A mission is written as in
 * the gateway's file, and one that was added is kept over restarts. Called by the runner's thread; the node does it between two blocks.
 */
public final class MissionDesk {
    private static final long PATIENCE_MILLIS = 1_500;

    /** All that can be asked. */
    public static final List<DeviceOperation> OPERATIONS = List.of(
            new DeviceOperation("mission_list", "Tells how each mission stands.", false),
            new DeviceOperation("mission_add", "Adds a mission, written as in the gateway's file; it is kept.", true),
            new DeviceOperation("mission_remove", "Removes a mission that was added.", true),
            new DeviceOperation("mission_pause", "Holds a mission.", true),
            new DeviceOperation("mission_resume", "Lets a held mission go on.", true));

    private final Missions missions;
    private final Consumer<Runnable> thread;
    private final RadioSettings settings;
    private final AddedMissions added;

    /** @param thread has something done with the missions while nobody else does */
    MissionDesk(Missions missions, Consumer<Runnable> thread, RadioSettings settings, AddedMissions added) {
        this.missions = missions;
        this.thread = thread;
        this.settings = settings;
        this.added = added;
    }

    /**
     * Does what was asked.
     *
     * @throws DriverException {@code REFUSED} with what is wrong, {@code TIMEOUT} when the node did not answer
     */
    public Value.Record operate(String operation, Value.Record arguments) throws DriverException {
        return switch (operation) {
            case "mission_list" -> list();
            case "mission_add" -> add(text(arguments, "mission"));
            case "mission_remove" -> remove(text(arguments, "name"));
            case "mission_pause" -> pause(text(arguments, "name"), true);
            case "mission_resume" -> pause(text(arguments, "name"), false);
            default -> throw new DriverException(Reason.REFUSED, "a radio knows no operation " + operation);
        };
    }

    private static String text(Value.Record arguments, String name) throws DriverException {
        if (arguments.fields().get(name) instanceof Value.Text text
                && !text.value().isBlank()) {
            return text.value();
        }
        throw new DriverException(Reason.REFUSED, "argument '" + name + "' is missing, or is no text");
    }

    private Value.Record list() throws DriverException {
        List<Value> told = new ArrayList<>();
        for (MissionState state : ask(missions::states)) {
            told.add(new Fields()
                    .text("name", state.name())
                    .text("phase", state.phase().name().toLowerCase(Locale.ROOT))
                    .whole("priority", state.priority())
                    .whole("runs", state.runs())
                    .whole("skipped", state.skipped())
                    .whole("preemptions", state.preemptions())
                    .real("airtime_s", Math.rint(state.airtimeNanos() / 1e6) / 1e3)
                    .flag("added", added.holds(state.name()))
                    .record());
        }
        return new Fields().value("missions", new Value.Array(told)).record();
    }

    private Value.Record add(String text) throws DriverException {
        Mission mission = read(text);
        try {
            RadioSettings.check(
                    mission, settings.address(), settings.sampleRate().hertz());
            ask(() -> {
                missions.add(mission);
                return "";
            });
            added.keep(mission.name(), text);
        } catch (IllegalArgumentException e) {
            throw new DriverException(Reason.REFUSED, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new DriverException(
                    Reason.REFUSED,
                    "mission " + mission.name() + " runs, and can't be kept over a restart, " + e.getMessage(),
                    e);
        }
        return new Fields().text("name", mission.name()).record();
    }

    /** A mission from its text. */
    static Mission read(String text) throws DriverException {
        Result<Mission> result = ConfigReader.of(Choices.none()).read("mission", text, Mission.class);
        if (result instanceof Result.Rejected<Mission> rejected) {
            throw new DriverException(
                    Reason.REFUSED,
                    rejected.problems().stream().map(Problem::toString).collect(Collectors.joining("; ")));
        }
        return ((Result.Read<Mission>) result).value();
    }

    private Value.Record remove(String name) throws DriverException {
        if (!added.holds(name)) {
            throw new DriverException(
                    Reason.REFUSED,
                    "no mission of this name was added, and one of the gateway's file can only be paused: " + name);
        }
        try {
            added.forget(name);
        } catch (IOException e) {
            throw new DriverException(Reason.REFUSED, "mission can't be forgotten, " + e.getMessage() + ": " + name, e);
        }
        ask(() -> missions.remove(name));
        return new Fields().text("name", name).record();
    }

    private Value.Record pause(String name, boolean hold) throws DriverException {
        if (!ask(() -> missions.pause(name, hold))) {
            throw new DriverException(Reason.REFUSED, "there is no mission of this name: " + name);
        }
        return new Fields().text("name", name).record();
    }

    private <T> T ask(Supplier<T> question) throws DriverException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        thread.accept(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new DriverException(Reason.PROTOCOL, "the receiver's thread failed, " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new DriverException(Reason.TIMEOUT, "the receiver gives no samples, so missions can't be changed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException(Reason.TIMEOUT, "interrupted", e);
        }
    }
}
