package io.fieldpost.agent.cli;

import io.fieldpost.agent.console.Language;
import io.fieldpost.agent.console.NoAnswerException;
import io.fieldpost.agent.console.StatusCall;
import io.fieldpost.agent.console.StatusText;
import io.fieldpost.agent.console.ToldStatus;
import io.fieldpost.agent.console.Words;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.ConsoleSettings;
import io.fieldpost.config.gateway.GatewayConfig;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fieldpost status}. */
@Command(
        name = "status",
        description = {
            "Ask the gateway that runs on this machine how it is. 查询本机网关的运行状态。",
            "It answers on its status page, whose port is in FILE."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it runs, and needs nobody",
            "1:it needs somebody, or does not answer, as printed",
            "2:the file or the command line is wrong, as printed"
        })
final class StatusCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            defaultValue = "/etc/fieldpost/fieldpost.yaml",
            description = "The gateway's YAML file; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The page's address, as the agent named it at its start; FILE is not read then.")
    private @Nullable String url;

    @Option(names = "--json", description = "Print the document of /status.json as it comes.")
    private boolean json;

    @Option(names = "--language", paramLabel = "EN|ZH", description = "Language of the text; default: the system's.")
    private @Nullable Language language;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        Language spoken = language == null ? Language.of(Locale.getDefault()) : language;
        if (url != null) {
            return ask(given(url), spoken);
        }
        Result<GatewayConfig> result = Configuration.read(
                file, Configuration.drivers(file, spec.commandLine().getErr()));
        if (result instanceof Result.Rejected<GatewayConfig> rejected) {
            Configuration.print(rejected.problems(), file, spec.commandLine().getErr());
            return ExitCode.CONFIGURATION;
        }
        ConsoleSettings page = ((Result.Read<GatewayConfig>) result).value().console();
        if (!page.enabled() || page.port() == 0) {
            Words words = Words.beside(StatusText.class, spoken);
            return refuse(words.say(page.enabled() ? "call.any.port" : "call.disabled", file));
        }
        return ask(URI.create("http://127.0.0.1:" + page.port() + "/"), spoken);
    }

    private URI given(String text) {
        try {
            URI address = URI.create(text.contains("://") ? text : "http://" + text);
            if ("http".equals(address.getScheme()) && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Told below, like any other that is no address.
        }
        throw new ParameterException(
                spec.commandLine(), "'" + text + "' is no page's address; write http://127.0.0.1:PORT/");
    }

    private int ask(URI page, Language spoken) {
        StatusCall call = new StatusCall(spoken);
        PrintWriter out = spec.commandLine().getOut();
        try {
            byte[] document = call.document(page);
            if (json) {
                out.println(new String(document, StandardCharsets.UTF_8));
                out.flush();
            }
            ToldStatus told = call.read(document);
            if (!json) {
                out.print(StatusText.of(told, spoken));
                out.flush();
            }
            return told.healthy() ? ExitCode.OK : ExitCode.FAILED;
        } catch (NoAnswerException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
    }

    private int refuse(String why) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("fieldpost: " + why);
        err.flush();
        return ExitCode.FAILED;
    }
}
