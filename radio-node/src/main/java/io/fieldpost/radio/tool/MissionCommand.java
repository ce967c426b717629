package io.fieldpost.radio.tool;

import io.fieldpost.config.Setting;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.tool.Positional;
import io.fieldpost.driver.tool.RunningGateway;
import io.fieldpost.driver.tool.Tool;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.driver.tool.ToolException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code fieldpost mission}: tells and changes what a receiver of the running agent does. */
public final class MissionCommand implements Tool<MissionCommand.Arguments> {
    /** What is to be done. */
    public enum Verb {
        LIST,
        ADD,
        PAUSE,
        RESUME,
        REMOVE
    }

    /**
     * The command line.
     *
     * @param verb what to do
     * @param source whose missions
     * @param mission a name; or for {@code add} a mission as in the gateway's file
     * @param config the gateway's file
     */
    public record Arguments(
            @Positional @Setting("What to do with the source's missions.")
            Verb verb,

            @Positional @Setting(value = "Name of the source in the gateway's file.", example = "fm-band")
            String source,

            @Positional
            @Setting(
                    value = "Name of the mission; for add, the mission as it would stand in the gateway's file.",
                    example = "'{ name: look, watch: [ 98.1MHz ], every: 5s }'")
            @Nullable
            String mission,

            @Setting(value = "The gateway's file.", byDefault = "/etc/fieldpost/fieldpost.yaml")
            Path config) {
        public Arguments {
            if (verb != Verb.LIST && (mission == null || mission.isBlank())) {
                throw new IllegalArgumentException(
                        verb == Verb.ADD
                                ? "mission: is missing; write it as in the gateway's file, such as '{ name: look, watch: [ 98.1MHz ] }'"
                                : "mission: its name is missing; 'fieldpost mission list " + source
                                        + "' tells the names");
            }
            if (verb == Verb.LIST && mission != null) {
                throw new IllegalArgumentException("mission: list tells all missions, leave the name out: " + mission);
            }
        }
    }

    @Override
    public String name() {
        return "mission";
    }

    @Override
    public List<String> description() {
        return List.of(
                "List, add, pause, resume or remove missions of a radio receiver. 列出、添加、暂停、恢复或删除无线电接收机的任务。",
                "The agent must run with the same file. A mission that was added is kept over restarts;",
                "one of the gateway's file can be paused, and removed only there.");
    }

    @Override
    public Class<Arguments> argumentsType() {
        return Arguments.class;
    }

    @Override
    public int run(Arguments arguments, ToolContext context) throws ToolException {
        RunningGateway gateway = context.gateway(arguments.config());
        String mission = arguments.mission();
        if (mission == null) {
            list(gateway.ask(arguments.source(), "mission_list", new Value.Record(Map.of())), context);
            return 0;
        }
        String key = arguments.verb() == Verb.ADD ? "mission" : "name";
        String verb = arguments.verb().name().toLowerCase(Locale.ROOT);
        Value.Record answer = gateway.ask(
                arguments.source(), "mission_" + verb, new Value.Record(Map.of(key, new Value.Text(mission))));
        context.out().println(text(answer, "name") + ": " + done(arguments.verb()));
        return 0;
    }

    private static String done(Verb verb) {
        return switch (verb) {
            case ADD -> "added";
            case PAUSE -> "paused";
            case RESUME -> "goes on";
            case REMOVE -> "removed";
            case LIST -> "listed";
        };
    }

    private static void list(Value.Record answer, ToolContext context) throws ToolException {
        if (!(answer.fields().get("missions") instanceof Value.Array missions)) {
            throw ToolException.failed(
                    "the agent's answer names no missions; is it of the same version as this program?");
        }
        TextTable table =
                new TextTable("name", "phase", "priority", "runs", "skipped", "pre-empted", "airtime s", "from");
        for (Value each : missions.elements()) {
            if (each instanceof Value.Record mission) {
                table.add(
                        text(mission, "name"),
                        text(mission, "phase"),
                        text(mission, "priority"),
                        text(mission, "runs"),
                        text(mission, "skipped"),
                        text(mission, "preemptions"),
                        text(mission, "airtime_s"),
                        text(mission, "added").equals("true") ? "added" : "file");
            }
        }
        table.lines().forEach(context.out()::println);
    }

    private static String text(Value.Record record, String name) {
        Value value = record.fields().get(name);
        if (value instanceof Value.Text text) {
            return text.value();
        } else if (value instanceof Value.Int whole) {
            return Long.toString(whole.value());
        } else if (value instanceof Value.Real real) {
            return String.format(Locale.ROOT, "%.3f", real.value());
        } else if (value instanceof Value.Bool flag) {
            return Boolean.toString(flag.value());
        }
        return "";
    }
}
