package io.fieldpost.agent.cli;

import io.fieldpost.agent.control.ControlAnswer;
import io.fieldpost.agent.control.ControlCall;
import io.fieldpost.agent.control.ControlException;
import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.gateway.StoreSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fieldpost plugins release}. */
@Command(
        name = "release",
        description = "Let a plug-in that is in quarantine try again. 让被隔离的插件重试。",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:its sources begin anew within ten seconds",
            "1:there is no such plug-in in quarantine, or no agent that answers, as printed",
            "2:the file or the command line is wrong, as printed"
        })
final class PluginsReleaseCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PLUGIN", description = "Name of its directory.")
    @SuppressWarnings("NullAway.Init")
    private String plugin;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "/etc/fieldpost/fieldpost.yaml",
            description = "The gateway's YAML file; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Path config;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        // The whole file would need its plug-ins, and this is about one that had better not be loaded here.
        StoreSettings store = ConfigReader.of(Map.of())
                .section(config, "store", StoreSettings.class)
                .orElse(null);
        if (store == null) {
            err.println("fieldpost: " + config + " names no store; look at it with: fieldpost check " + config);
            return ExitCode.CONFIGURATION;
        }
        try {
            ControlAnswer answer = new ControlCall(store.path(), Duration.ZERO).release(plugin);
            if (answer.isDone()) {
                spec.commandLine().getOut().println(plugin + ": released; " + answer.message());
                return ExitCode.OK;
            }
            err.println("fieldpost: " + answer.message());
        } catch (ControlException e) {
            err.println("fieldpost: " + e.getMessage());
        }
        return ExitCode.FAILED;
    }
}
