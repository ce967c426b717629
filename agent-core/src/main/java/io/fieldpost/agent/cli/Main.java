package io.fieldpost.agent.cli;

import io.fieldpost.driver.tool.Tool;
import java.util.Collection;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code fieldpost}. */
@Command(
        name = "fieldpost",
        description =
                "Reads machines and radio receivers, keeps what it read until it was received, and publishes it over MQTT.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            BrowseCommand.class,
            DemoCommand.class,
            WatchCommand.class,
            DoctorCommand.class,
            StatusCommand.class,
            WriteCommand.class,
            CallCommand.class,
            StoreCommand.class,
            TrustCommand.class,
            PluginsCommand.class,
            PrepareCommand.class,
            VersionCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, nothing wrong",
            "1:something is wrong, as printed",
            "2:the configuration or the command line is wrong",
            "4:the store's directory can't be used"
        },
        footer = {"", "Begin with: fieldpost demo"})
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Ends the process with the command's exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** All commands, with those that modules bring along. */
    public static CommandLine commandLine() {
        return commandLine(Tools.onClassPath());
    }

    static CommandLine commandLine(Collection<Tool<?>> tools) {
        CommandLine fieldpost = new CommandLine(new Main());
        Tools.add(fieldpost, tools);
        return fieldpost
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(new Refusal())
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    commandLine.getErr().println("fieldpost: " + Words.of(failure));
                    return ExitCode.FAILED;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do, for example: fieldpost demo");
    }
}
