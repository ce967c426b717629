package io.fieldpost.agent.cli;

import io.fieldpost.agent.console.Language;
import io.fieldpost.agent.console.Words;
import io.fieldpost.agent.trust.TrustDesk;
import io.fieldpost.agent.trust.TrustException;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands of {@code fieldpost trust} share: where the certificates are, and the language of the answer. */
final class TrustOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "/etc/fieldpost/fieldpost.yaml",
            description = "The gateway's YAML file, which names the store; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Path config;

    @Option(
            names = "--store",
            paramLabel = "DIRECTORY",
            description = "The store's directory; the gateway's file is not read then.")
    private @Nullable Path store;

    @Option(names = "--language", paramLabel = "EN|ZH", description = "Language of the text; default: the system's.")
    private @Nullable Language language;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** A question or a decision. */
    @FunctionalInterface
    interface Errand {
        String at(TrustDesk desk) throws TrustException;
    }

    /** Prints the answer, or in one line why there is none. */
    int run(Errand errand) {
        Path directory = store;
        if (directory == null) {
            Result<GatewayConfig> result = Configuration.read(
                    config, Configuration.drivers(config, spec.commandLine().getErr()));
            if (result instanceof Result.Rejected<GatewayConfig> rejected) {
                Configuration.print(
                        rejected.problems(), config, spec.commandLine().getErr());
                return ExitCode.CONFIGURATION;
            }
            directory = ((Result.Read<GatewayConfig>) result).value().store().path();
        }
        Language spoken = language == null ? Language.of(Locale.getDefault()) : language;
        TrustDesk desk = new TrustDesk(directory, InstantSource.system(), Words.beside(TrustDesk.class, spoken));
        try {
            PrintWriter out = spec.commandLine().getOut();
            out.print(errand.at(desk));
            out.flush();
            return ExitCode.OK;
        } catch (TrustException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("fieldpost: " + e.getMessage());
            err.flush();
            return e.reason() == TrustException.Reason.STORE ? ExitCode.STORE : ExitCode.FAILED;
        }
    }
}
