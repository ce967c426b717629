package io.fieldpost.agent.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fieldpost trust reject}. */
@Command(
        name = "reject",
        description = {
            "Forget a certificate that waits, or trust one no longer, which then waits again.",
            "A connection that is open stays until it ends.",
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:there is no such certificate, or several, as printed",
            "2:the gateway's file or the command line is wrong, as printed",
            "4:the store's directory is not there, or may not be used, as printed"
        })
final class TrustRejectCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "ID",
            description =
                    "The beginning of a SHA-256, with or without colons, or the name of a source of which one certificate waits.")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Of this source only, as the list names it; needed when two met the same certificate.")
    private @Nullable String source;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private TrustOptions options;

    @Override
    public Integer call() {
        return options.run(desk -> desk.reject(id, source));
    }
}
