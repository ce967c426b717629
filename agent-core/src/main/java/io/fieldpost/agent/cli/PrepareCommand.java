package io.fieldpost.agent.cli;

import io.fieldpost.agent.Agent;
import io.fieldpost.agent.Drivers;
import io.fieldpost.agent.GatewayFile;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.driver.DriverFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;
import picocli.CommandLine.Command;

/**
 * {@code fieldpost prepare}: the launcher runs it once after an installation to see which classes a gateway needs, and has Java keep
 * them in an archive that later starts read at once. It runs a real gateway in a temporary directory for two seconds, with a broker
 * that is not there, and asks every driver to warm up. It prints nothing, and leaves nothing behind.
 */
@Command(
        name = "prepare",
        hidden = true,
        description = "Make this installation start faster; the launcher and the package call it.")
final class PrepareCommand implements Callable<Integer> {
    private static final int SECONDS = 2;

    private static final String GATEWAY = """
            gateway: { id: prepare, site: none }
            sources: %s
            destinations: [ { name: none, url: "mqtt://127.0.0.1:9" } ]
            store: { path: "%s", budget: 16MiB }
            console: { port: 0 }
            """;

    private static final String SIMULATED =
            "[ { name: s, protocol: simulated, every: 100ms, points: [ { name: p, address: counter } ] } ]";

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory("fieldpost-prepare-");
        PrintStream out = System.out;
        PrintStream err = System.err;
        // What the log says about a broker that is not there is part of the run, and of interest to nobody.
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        try {
            run(directory);
        } finally {
            System.setOut(out);
            System.setErr(err);
            delete(directory);
        }
        return ExitCode.OK;
    }

    private static void run(Path directory) throws StoreException, InterruptedException {
        Drivers drivers = Drivers.onClassPath();
        String sources = drivers.find("simulated") == null ? "[]" : SIMULATED;
        Result<GatewayConfig> result =
                new GatewayFile(drivers).read("prepare.yaml", GATEWAY.formatted(sources, directory.resolve("store")));
        if (!(result instanceof Result.Read<GatewayConfig> read)) {
            throw new IllegalStateException("the gateway that prepares is wrong: " + result);
        }
        try (Agent agent = Agent.start(read.value(), drivers, Version.text())) {
            drivers.all().forEach(PrepareCommand::warmUp);
            TimeUnit.SECONDS.sleep(SECONDS);
            visit(agent.page());
        }
    }

    /** A driver that can't is only slower to start later. */
    private static void warmUp(DriverFactory<?> driver) {
        try {
            driver.warmUp();
        } catch (RuntimeException | LinkageError e) {
            Logger.debug("driver {} does not warm up: {}", driver.protocol(), e.toString());
        }
    }

    private static void visit(@Nullable URI page) {
        if (page == null) {
            return;
        }
        try (var in = page.toURL().openStream()) {
            in.readAllBytes();
        } catch (IOException e) {
            Logger.debug("the status page could not be asked: {}", e.getMessage());
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
