package io.fieldpost.agent.cli;

import io.fieldpost.agent.Secrets;
import io.fieldpost.agent.centre.CentreBooks;
import io.fieldpost.agent.centre.CentreLine;
import io.fieldpost.agent.centre.CentreReceiver;
import io.fieldpost.agent.centre.CentreSnapshot;
import io.fieldpost.agent.centre.FileAssembler;
import io.fieldpost.agent.centre.FileReport;
import io.fieldpost.agent.publish.BrokerAccess;
import io.fieldpost.agent.publish.ProfileBatch;
import io.fieldpost.config.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fieldpost watch}. */
@Command(
        name = "watch",
        description = {
            "Receive what gateways publish, and count: a line a second with rates, gaps and duplicates.",
            "A record is missing when its number was neither received nor reported as lost by its gateway."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing was missing at the end",
            "1:something was, or the broker was never reached, which proves nothing",
            "2:the command line is wrong, as printed"
        })
final class WatchCommand implements Callable<Integer> {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Set<String> SCHEMES = Set.of("mqtt", "mqtts");

    @Parameters(paramLabel = "URL", description = "The broker: mqtt://HOST:PORT or mqtts://HOST:PORT.")
    @SuppressWarnings("NullAway.Init")
    private URI url;

    @Option(names = "--client-id", paramLabel = "ID", description = "Name at the broker; a random one without it.")
    private @Nullable String clientId;

    @Option(
            names = "--persistent",
            description = "Let the broker keep what comes while this receiver is away, for 24 h; needs --client-id.")
    private boolean persistent;

    @Option(names = "--json", description = "Print JSON objects, one a line.")
    private boolean json;

    @Option(
            names = "--files",
            paramLabel = "DIR",
            description =
                    "Keep the files that gateways send, such as recordings, in this directory once they are whole.")
    private @Nullable Path files;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "0",
            description = "Stop after so long; 0 runs until Ctrl-C.")
    private int seconds;

    @Option(names = "--user", paramLabel = "NAME", description = "User name at the broker.")
    private @Nullable String user;

    @Option(
            names = "--password",
            paramLabel = "REFERENCE",
            converter = SecretReference.class,
            description = "Where the password is: env:NAME, file:PATH or credential:NAME.")
    private @Nullable Secret password;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = "PEM file with the certificates that may sign the broker's.")
    private @Nullable Path trust;

    @Option(
            names = "--identity",
            paramLabel = "REFERENCE",
            converter = SecretReference.class,
            description = "Where the PEM bundle of this receiver's key and certificate is.")
    private @Nullable Secret identity;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Supplier<List<FileReport>> unfinished = List::of;

    @Override
    public Integer call() throws InterruptedException {
        if (persistent && clientId == null) {
            throw refused("--persistent needs --client-id, under which the broker keeps what comes");
        }
        if (url.getHost() == null || !SCHEMES.contains(Objects.requireNonNullElse(url.getScheme(), ""))) {
            throw refused("'" + url + "' is no broker's address; write mqtt://HOST:PORT or mqtts://HOST:PORT");
        }
        Limits.check(spec, "--seconds", seconds, Integer.MAX_VALUE);
        // A log that is opened only when the process ends can't be opened any more.
        Logger.debug("watching {}", url);
        BrokerAccess access = new BrokerAccess(url, trust, identity, user, password, Secrets::text);
        CentreReceiver receiver = CentreReceiver.start(
                access,
                clientId == null ? "fieldpost-watch-" + randomName() : clientId,
                persistent ? KEPT : Duration.ZERO,
                new CentreBooks(InstantSource.system(), files()));
        Thread last = new Thread(() -> end(receiver), "last-line");
        Runtime.getRuntime().addShutdownHook(last);
        for (int second = 1; seconds == 0 || second < seconds; second++) {
            TimeUnit.SECONDS.sleep(1);
            print(receiver.snapshot(System.nanoTime()));
        }
        TimeUnit.SECONDS.sleep(1);
        Runtime.getRuntime().removeShutdownHook(last);
        return finish(receiver);
    }

    private Consumer<ProfileBatch> files() {
        if (files == null) {
            return batch -> {};
        }
        try {
            Files.createDirectories(files);
        } catch (IOException e) {
            throw refused("--files: " + files + " can't be made: " + e.getMessage());
        }
        FileAssembler assembler = new FileAssembler(files, report -> print(CentreLine.file(report, json)));
        unfinished = assembler::incomplete;
        return assembler::take;
    }

    private ParameterException refused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    /** Ctrl-C and SIGTERM end the process with what was counted, not with the signal. */
    private void end(CentreReceiver receiver) {
        Runtime.getRuntime().halt(finish(receiver));
    }

    private int finish(CentreReceiver receiver) {
        CentreSnapshot snapshot = receiver.snapshot(System.nanoTime());
        boolean neverReached = snapshot.messages() == 0 && !receiver.subscribed();
        receiver.close();
        print(snapshot);
        unfinished.get().forEach(report -> print(CentreLine.file(report, json)));
        return snapshot.missing() == 0 && !neverReached ? ExitCode.OK : ExitCode.FAILED;
    }

    private void print(CentreSnapshot snapshot) {
        print(json ? CentreLine.json(snapshot) : CentreLine.text(snapshot));
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private static String randomName() {
        return HexFormat.of().toHexDigits(new SplittableRandom().nextInt());
    }
}
