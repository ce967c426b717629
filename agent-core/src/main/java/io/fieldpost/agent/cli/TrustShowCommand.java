package io.fieldpost.agent.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fieldpost trust show}. */
@Command(
        name = "show",
        description = {
            "Show all of a certificate that two people compare, the fingerprint in groups to be read aloud.",
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
final class TrustShowCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "ID",
            description = "A SHA-256's beginning, a source with one certificate waiting, or 'own' or 'next'.")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Of this source only, as the list names it; needed when two met the same certificate.")
    private @Nullable String source;

    @Option(names = "--pem", description = "Print the certificate itself, as a machine imports it.")
    private boolean pem;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private TrustOptions options;

    @Override
    public Integer call() {
        return options.run(desk -> pem ? desk.pem(id, source) : desk.show(id, source));
    }
}
