package io.fieldpost.agent.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fieldpost trust}. */
@Command(
        name = "trust",
        description = {
            "Decide which machines this gateway trusts, by their certificates. 批准或拒绝设备的证书。",
            "It works while the agent runs: each attempt to connect reads the decisions anew."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TrustListCommand.class,
            TrustShowCommand.class,
            TrustApproveCommand.class,
            TrustRejectCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:there is no such certificate, or several, as printed",
            "2:the gateway's file or the command line is wrong, as printed",
            "4:the store's directory is not there, or may not be used, as printed"
        },
        footer = {"", "Begin with: sudo fieldpost trust list"})
final class TrustCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do with the certificates, for example: fieldpost trust list");
    }
}
