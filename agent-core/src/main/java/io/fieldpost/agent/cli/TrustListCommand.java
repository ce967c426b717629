package io.fieldpost.agent.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fieldpost trust list}. */
@Command(
        name = "list",
        description = {
            "List the certificates that this gateway holds: its own, those that wait for a person, those that are trusted.",
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:the gateway's file or the command line is wrong, as printed",
            "4:the store's directory is not there, or may not be used, as printed"
        })
final class TrustListCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private TrustOptions options;

    @Override
    public Integer call() {
        return options.run(desk -> desk.list());
    }
}
