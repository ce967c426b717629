package io.fieldpost.agent.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fieldpost plugins}. */
@Command(
        name = "plugins",
        description = {
            "Decide about the plug-ins of the gateway that runs here. 管理本机网关的插件。",
            "What they do, and which is in quarantine, stands in 'fieldpost status'."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PluginsReleaseCommand.class, HelpCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:there is no such plug-in in quarantine, or no agent that answers, as printed",
            "2:the file or the command line is wrong, as printed"
        })
final class PluginsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do with which one, for example: fieldpost plugins release acme-press");
    }
}
