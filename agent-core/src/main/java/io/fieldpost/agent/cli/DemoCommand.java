package io.fieldpost.agent.cli;

import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fieldpost demo}. */
@Command(
        name = "demo",
        description = {
            "Show the whole path on this machine, with nothing else installed.",
            "A simulated injection-moulding line over real OPC UA and a simulated FM band over real rtl_tcp, read by the agent, kept on"
                    + " disk, published to an embedded broker, and counted by a receiver that proves nothing is missing."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing was missing at the end",
            "1:something was, or the demo is not part of this installation",
            "2:the command line is wrong, as printed",
            "4:the directory of --store can't be used, as printed"
        })
final class DemoCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Keep the store in this directory; without it, a temporary one is deleted at the end.")
    private @Nullable Path store;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "0",
            description = "Stop after so long; 0 runs until Ctrl-C.")
    private int seconds;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port of the status page on 127.0.0.1; 0 takes a free one.")
    private int port;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Limits.check(spec, "--seconds", seconds, Integer.MAX_VALUE);
        Limits.check(spec, "--port", port, HIGHEST_PORT);
        Demonstration demonstration =
                ServiceLoader.load(Demonstration.class).findFirst().orElse(null);
        if (demonstration == null) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "fieldpost: the demo, with its embedded broker, is not part of an installed gateway; run ./fieldpost demo"
                                    + " in a checkout of the sources");
            return ExitCode.FAILED;
        }
        return demonstration.run(store, seconds, port, spec.commandLine().getOut());
    }
}
