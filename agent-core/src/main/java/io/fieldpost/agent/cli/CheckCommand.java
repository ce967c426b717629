package io.fieldpost.agent.cli;

import io.fieldpost.config.Explained;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fieldpost check}. */
@Command(
        name = "check",
        description = "Say everything that is wrong with a gateway's file; touches no device and no broker.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the file is right", "2:it is not, as printed"})
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The gateway's YAML file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--explain", description = "Print the whole configuration, and where each value comes from.")
    private boolean explain;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Result<GatewayConfig> result = Configuration.read(
                file, Configuration.drivers(file, spec.commandLine().getErr()));
        if (result instanceof Result.Rejected<GatewayConfig> rejected) {
            Configuration.print(rejected.problems(), file, spec.commandLine().getErr());
            return ExitCode.CONFIGURATION;
        }
        if (explain && result instanceof Result.Read<GatewayConfig> read) {
            out.print(Explained.text(read));
        } else {
            out.println(file + " is right");
        }
        out.flush();
        return ExitCode.OK;
    }
}
