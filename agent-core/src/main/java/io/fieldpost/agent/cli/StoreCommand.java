package io.fieldpost.agent.cli;

import io.fieldpost.agent.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fieldpost store}, and what its commands share. */
@Command(
        name = "store",
        description = {
            "Look into a store: the directory of a gateway, while it runs or not, or a copy of it.",
            "Nothing in it is changed or locked."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {StoreInspectCommand.class, StoreVerifyCommand.class, StoreExportCommand.class, HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, nothing wrong",
            "1:something is wrong, as printed",
            "2:the command line is wrong, as printed",
            "4:the directory is no store, or can't be read, as printed"
        },
        footer = {"", "Begin with: fieldpost store inspect /var/lib/fieldpost"})
final class StoreCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do with the store, for example: fieldpost store inspect /var/lib/fieldpost");
    }

    /** What a command on a store does. */
    @FunctionalInterface
    interface Work {
        int run() throws StoreException;
    }

    /** Does it; what keeps it from being done is one line, and the exit code says of which kind. */
    static int run(CommandSpec spec, Work work) {
        try {
            return work.run();
        } catch (StoreException e) {
            spec.commandLine().getErr().println("fieldpost: " + e.getMessage());
            spec.commandLine().getErr().flush();
            return e.reason() == StoreException.Reason.NOT_OURS ? ExitCode.STORE : ExitCode.FAILED;
        }
    }
}
