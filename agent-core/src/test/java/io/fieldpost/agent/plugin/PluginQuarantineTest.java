package io.fieldpost.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.Agent;
import io.fieldpost.agent.Drivers;
import io.fieldpost.agent.GatewayFile;
import io.fieldpost.agent.command.Outcome;
import io.fieldpost.agent.status.PluginStatus;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.config.gateway.PluginSettings;
import io.fieldpost.driver.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins that go too far in a running agent, beside one that does not. Whoever asks looks, at times of his own. */
@Timeout(120)
class PluginQuarantineTest {
    private static final String ERRORS = "static Object answer() { throw new AssertionError(\"as written\"); }";

    @TempDir
    private Path directory;

    private int changes;
    private long now = System.nanoTime();

    private void install(String name, String members) throws IOException {
        new BuiltPlugin("com." + name, name, members).in(directory.resolve("plugins"), name);
        touch(name);
    }

    /** Two changes within the clock's resolution, of one length, would look like none. */
    private void touch(String name) throws IOException {
        Files.setLastModifiedTime(
                directory.resolve("plugins").resolve(name).resolve(name + ".jar"),
                FileTime.from(Instant.now().plusSeconds(++changes)));
    }

    private Agent start(PluginWatch watch) throws Exception {
        Drivers drivers = watch.drivers();
        GatewayConfig config =
                ((Result.Read<GatewayConfig>) new GatewayFile(drivers).read(directory.resolve("gateway.yaml"))).value();
        Agent agent = Agent.start(config, drivers, "test");
        watch.follow(agent, config, drivers);
        return agent;
    }

    /** One source a plug-in. */
    private PluginWatch watch(String... names) throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String name : names) {
            sources.append("  - { name: %1$s-1, protocol: %1$s, every: 20ms, points: [ { name: p, address: a } ] }\n"
                    .formatted(name));
        }
        Files.writeString(directory.resolve("gateway.yaml"), """
                gateway: { id: dg-1, site: plant }
                sources:
                %s
                destinations: [ { name: centre, url: "mqtt://127.0.0.1:9" } ]
                store: { path: "%s", budget: 16MiB }
                console: { enabled: false }
                plugins: { directory: "%s" }
                """.formatted(
                        sources, directory.resolve("store"), directory.resolve("plugins")));
        return new PluginWatch(
                directory.resolve("gateway.yaml"),
                new Plugins(new PluginSettings(directory.resolve("plugins"), List.of(), List.of())));
    }

    private void guard(PluginWatch watch) {
        now += Duration.ofSeconds(1).toNanos();
        watch.guard(now);
    }

    private static void look(PluginWatch watch) {
        watch.look();
        watch.look();
    }

    private static PluginStatus plugin(Agent agent, String name) {
        return agent.status().plugins().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static SourceStatus source(Agent agent, String name) {
        return agent.status().sources().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean says(Agent agent, String source, String text) {
        return source(agent, source).latest().stream()
                .anyMatch(each -> each.value().equals(new Value.Text(text)));
    }

    @Test
    void pluginThatThrowsErrorsIsTakenOutNamedAndStaysOutUntilItsJarsAreOthers() throws Exception {
        install("acme", ERRORS);
        install("bolt", "static Object answer() { return \"bolt\"; }");
        PluginWatch watch = watch("acme", "bolt");
        try (Agent agent = start(watch)) {
            await(() -> {
                guard(watch);
                return plugin(agent, "acme").state() == PluginStatus.State.QUARANTINED;
            });
            assertThat(plugin(agent, "acme").errors()).isGreaterThanOrEqualTo(3);
            assertThat(plugin(agent, "acme").detail())
                    .contains("plug-in acme is not loaded, it is quarantined")
                    .contains("read of source acme-1 ended in java.lang.AssertionError: as written");
            await(() -> source(agent, "acme-1").detail().contains("it is quarantined"));
            assertThat(source(agent, "acme-1").state()).isEqualTo(SourceStatus.State.WAITING);

            touch("acme");
            look(watch);
            assertThat(plugin(agent, "acme").state()).as("the same jars").isEqualTo(PluginStatus.State.QUARANTINED);
            assertThat(source(agent, "acme-1").detail()).contains("it is quarantined");

            install("acme", "static Object answer() { return \"better\"; }");
            look(watch);
            await(() -> says(agent, "acme-1", "better"));
            guard(watch);
            assertThat(plugin(agent, "acme").state()).isEqualTo(PluginStatus.State.LOADED);
            assertThat(plugin(agent, "acme").loads()).isEqualTo(2);

            assertThat(source(agent, "bolt-1").failures()).isZero();
            assertThat(plugin(agent, "bolt").measurements()).isPositive();
            assertThat(plugin(agent, "bolt").errors()).isZero();
        }
    }

    @Test
    void personReleasesOneAndItBeginsAnew() throws Exception {
        install("acme", ERRORS);
        PluginWatch watch = watch("acme");
        try (Agent agent = start(watch)) {
            assertThat(watch.release("user root", "acme").result()).isEqualTo(Outcome.Result.REFUSED);
            await(() -> {
                guard(watch);
                return plugin(agent, "acme").state() == PluginStatus.State.QUARANTINED;
            });
            assertThat(watch.release("user root", "acme").result()).isEqualTo(Outcome.Result.DONE);
            look(watch);
            assertThat(plugin(agent, "acme").state()).isEqualTo(PluginStatus.State.LOADED);
            long before = plugin(agent, "acme").errors();
            await(() -> plugin(agent, "acme").errors() > before);
        }
    }

    @Test
    void threadsOfAPluginAreSeenAndThoseLeftBehindAreCounted() throws Exception {
        install("acme", """
                static Object answer() {
                    Thread own = new Thread(() -> {
                        while (true) {
                            try {
                                Thread.sleep(60_000);
                            } catch (InterruptedException e) {
                                // As if nobody had asked.
                            }
                        }
                    });
                    own.setDaemon(true);
                    own.start();
                    return "one more";
                }
                """);
        PluginWatch watch = watch("acme");
        try (Agent agent = start(watch)) {
            await(() -> {
                guard(watch);
                return plugin(agent, "acme").state() == PluginStatus.State.QUARANTINED;
            });
            assertThat(plugin(agent, "acme").detail()).contains("threads of its own, and 64 are allowed");
            await(() -> {
                guard(watch);
                return plugin(agent, "acme").threadsLeft() > 64;
            });
            assertThat(plugin(agent, "acme").threads()).isZero();
        }
    }

    @Test
    void errorOfAThreadOfItsOwnIsCounted() throws Exception {
        install("acme", """
                static Object answer() {
                    Thread own = new Thread(() -> { throw new LinkageError("far from any call"); });
                    own.start();
                    return "well";
                }
                """);
        PluginWatch watch = watch("acme");
        try (Agent agent = start(watch)) {
            await(() -> {
                guard(watch);
                return plugin(agent, "acme").state() == PluginStatus.State.QUARANTINED;
            });
            assertThat(plugin(agent, "acme").detail()).contains("ended in java.lang.LinkageError: far from any call");
            assertThat(source(agent, "acme-1").failures()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void factoryThatEndsInAnErrorIsRefusedAndTheOthersAreLoaded() throws Exception {
        install(
                "acme",
                "static { if (true) throw new StackOverflowError(\"at once\"); } static Object answer() { return 1; }");
        install("bolt", "static Object answer() { return \"bolt\"; }");
        PluginWatch watch = watch("acme", "bolt");
        try (Agent agent = start(watch)) {
            await(() -> says(agent, "bolt-1", "bolt"));
            assertThat(plugin(agent, "acme").state()).isEqualTo(PluginStatus.State.REFUSED);
            assertThat(plugin(agent, "acme").detail()).contains("java.lang.StackOverflowError: at once");
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 6000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
