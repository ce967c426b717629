package io.fieldpost.agent.cli;

import io.fieldpost.agent.control.ControlAnswer;
import io.fieldpost.agent.control.ControlCall;
import io.fieldpost.agent.control.ControlException;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.driver.DeviceStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What the commands share that ask the running agent to do something. */
final class RunningAgent {
    private static final Duration LONGEST_DEADLINE = Duration.ofMinutes(10);

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "/etc/fieldpost/fieldpost.yaml",
            description = "The gateway's YAML file; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--text", description = "What is given is a text, even if it looks like a number, true or false.")
    private boolean text;

    /** One exchange with the agent. */
    @FunctionalInterface
    interface Exchange {
        ControlAnswer with(ControlCall call) throws ControlException;
    }

    boolean isText() {
        return text;
    }

    /** Asks, and prints one line: what was done and the device's status, or why not. */
    int ask(CommandSpec spec, String source, Exchange exchange, Function<ControlAnswer, String> words) {
        PrintWriter err = spec.commandLine().getErr();
        Result<GatewayConfig> result = Configuration.read(file, Configuration.drivers(file, err));
        if (result instanceof Result.Rejected<GatewayConfig> rejected) {
            Configuration.print(rejected.problems(), file, err);
            return ExitCode.CONFIGURATION;
        }
        GatewayConfig config = ((Result.Read<GatewayConfig>) result).value();
        Duration deadline = config.sources().stream()
                .filter(each -> each.name().equals(source))
                .map(Source::deadline)
                .findFirst()
                .orElse(LONGEST_DEADLINE);
        try {
            ControlAnswer answer = exchange.with(new ControlCall(config.store().path(), deadline));
            String line = words.apply(answer) + ": " + outcome(answer);
            PrintWriter where = answer.isDone() ? spec.commandLine().getOut() : err;
            where.println(answer.isDone() ? line : "fieldpost: " + line);
            where.flush();
            return answer.isDone() ? ExitCode.OK : ExitCode.FAILED;
        } catch (ControlException e) {
            err.println("fieldpost: " + e.getMessage());
            err.flush();
            return ExitCode.FAILED;
        }
    }

    /** {@code done, Good (0)}, or {@code not allowed: 300 is outside its limits; allowed: 0 to 250}. */
    private static String outcome(ControlAnswer answer) {
        DeviceStatus status = answer.status();
        return answer.result().replace('_', ' ')
                + (status == null ? "" : ", " + status)
                + (answer.message().isEmpty() ? "" : ": " + answer.message());
    }
}
