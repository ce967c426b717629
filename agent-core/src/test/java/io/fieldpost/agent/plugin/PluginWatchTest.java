package io.fieldpost.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.Agent;
import io.fieldpost.agent.Drivers;
import io.fieldpost.agent.GatewayFile;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.config.gateway.PluginSettings;
import io.fieldpost.driver.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins that come, change and go while an agent runs. */
@Timeout(120)
class PluginWatchTest {
    private static final String SOURCE =
            "  - { name: %1$s, protocol: %2$s, every: 20ms, points: [ { name: p, address: a } ] }\n";

    @TempDir
    private Path directory;

    private Path file() throws IOException {
        return directory.resolve("gateway.yaml");
    }

    private void write(String sources) throws IOException {
        Files.writeString(file(), """
                gateway: { id: dg-1, site: plant }
                sources:
                %s
                destinations: [ { name: centre, url: "mqtt://127.0.0.1:9" } ]
                store: { path: "%s", budget: 16MiB }
                console: { enabled: false }
                plugins: { directory: "%s" }
                """.formatted(sources, directory.resolve("store"), directory.resolve("plugins")));
        // Two changes within the clock's resolution, of one length, would look like none.
        Files.setLastModifiedTime(file(), FileTime.from(Instant.now().plusSeconds(++writes)));
    }

    private int writes;

    private void install(String name, String answer) throws IOException {
        new BuiltPlugin("com." + name, name, "static Object answer() { return \"" + answer + "\"; }")
                .in(directory.resolve("plugins"), name);
        Files.setLastModifiedTime(
                directory.resolve("plugins").resolve(name).resolve(name + ".jar"),
                FileTime.from(Instant.now().plusSeconds(++writes)));
    }

    private void uninstall(String name) throws IOException {
        Path plugin = directory.resolve("plugins").resolve(name);
        try (Stream<Path> files = Files.list(plugin)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(plugin);
    }

    private PluginWatch watch() throws IOException {
        return new PluginWatch(
                file(), new Plugins(new PluginSettings(directory.resolve("plugins"), List.of(), List.of())));
    }

    private Agent start(PluginWatch watch) throws Exception {
        Drivers drivers = watch.drivers();
        Result<GatewayConfig> result = new GatewayFile(drivers).read(file());
        assertThat(result).isInstanceOf(Result.Read.class);
        GatewayConfig config = ((Result.Read<GatewayConfig>) result).value();
        Agent agent = Agent.start(config, drivers, "test");
        watch.follow(agent, config, drivers);
        return agent;
    }

    private static void look(PluginWatch watch) {
        watch.look();
        watch.look();
    }

    @Test
    void pluginIsReplacedTakenOutAndPutBackWhileOthersGoOn() throws Exception {
        install("acme", "one");
        install("bolt", "bolt");
        write(SOURCE.formatted("press", "acme") + SOURCE.formatted("lathe", "bolt"));
        PluginWatch watch = watch();
        try (Agent agent = start(watch)) {
            await(() -> says(agent, "press", "one") && says(agent, "lathe", "bolt"));

            install("acme", "two");
            watch.look();
            assertThat(says(agent, "press", "one")).isTrue();
            watch.look();
            await(() -> says(agent, "press", "two"));

            uninstall("acme");
            look(watch);
            await(() -> status(agent, "press").state() == SourceStatus.State.WAITING);
            assertThat(status(agent, "press").detail())
                    .contains("no driver for this protocol is loaded; put its plug-in back");

            install("acme", "three");
            look(watch);
            await(() -> says(agent, "press", "three"));
            long before = status(agent, "lathe").measurements();
            await(() -> status(agent, "lathe").measurements() > before);
            assertThat(status(agent, "lathe").failures()).isZero();
        }
    }

    @Test
    void sourceOfANewPluginBeginsWhenItAndItsLineInTheFileAreThere() throws Exception {
        install("bolt", "bolt");
        write(SOURCE.formatted("lathe", "bolt"));
        PluginWatch watch = watch();
        try (Agent agent = start(watch)) {
            install("acme", "one");
            look(watch);
            write(SOURCE.formatted("press", "acme") + SOURCE.formatted("lathe", "bolt"));
            look(watch);
            await(() -> says(agent, "press", "one"));

            write(SOURCE.formatted("lathe", "bolt"));
            look(watch);
            await(() -> agent.status().sources().size() == 1);
            assertThat(status(agent, "lathe").failures()).isZero();
        }
    }

    @Test
    void refusedPluginLetsItsSourceWaitAndSayWhy() throws Exception {
        install("acme", "one");
        Files.writeString(directory.resolve("plugins/acme/acme.jar"), "no jar");
        write(SOURCE.formatted("press", "acme"));
        PluginWatch watch = watch();
        try (Agent agent = start(watch)) {
            await(() -> status(agent, "press").state() == SourceStatus.State.WAITING);
            assertThat(status(agent, "press").detail()).contains("plug-in acme is not loaded, its acme.jar is no jar");

            install("acme", "right");
            look(watch);
            await(() -> says(agent, "press", "right"));
        }
    }

    @Test
    void fileThatBecameWrongChangesNothing() throws Exception {
        install("acme", "one");
        write(SOURCE.formatted("press", "acme"));
        PluginWatch watch = watch();
        try (Agent agent = start(watch)) {
            await(() -> says(agent, "press", "one"));
            write("  - { nam: press }\n");
            look(watch);
            long before = status(agent, "press").measurements();
            await(() -> status(agent, "press").measurements() > before);
        }
    }

    private static boolean says(Agent agent, String source, String text) {
        return agent.status().sources().stream()
                .filter(each -> each.name().equals(source))
                .flatMap(each -> each.latest().stream())
                .anyMatch(latest -> latest.value().equals(new Value.Text(text)));
    }

    private static SourceStatus status(Agent agent, String source) {
        return agent.status().sources().stream()
                .filter(each -> each.name().equals(source))
                .findFirst()
                .orElseThrow();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 6000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
