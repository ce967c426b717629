package io.fieldpost.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.Agent;
import io.fieldpost.agent.Drivers;
import io.fieldpost.agent.GatewayFile;
import io.fieldpost.agent.command.Outcome;
import io.fieldpost.agent.plugin.process.AblePlugin;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.config.ConfigReader;
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
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent with a plug-in whose drivers run in processes of their own, as its file says. */
@Timeout(120)
class PluginProcessTest {
    @TempDir
    private Path directory;

    private int writes;

    @BeforeEach
    void installIt() throws IOException {
        AblePlugin.in(directory.resolve("plugins"));
    }

    private Path file(String processes, String note, String address) throws IOException {
        Path file = Files.writeString(directory.resolve("gateway.yaml"), """
                gateway: { id: dg-1, site: plant }
                sources:
                  - name: press
                    protocol: able
                    every: 20ms
                    settings: { note: "%s" }
                    points: [ { name: p, address: %s }, { name: setpoint, address: s } ]
                    writable: [ { point: setpoint, min: 0, max: 200 } ]
                  - { name: lathe, protocol: simulated, every: 20ms, points: [ { name: p, address: square } ] }
                destinations: [ { name: centre, url: "mqtt://127.0.0.1:9" } ]
                store: { path: "%s", budget: 16MiB }
                console: { enabled: false }
                plugins: { directory: "%s", processes: [ %s ] }
                """.formatted(
                        note, address, directory.resolve("store"), directory.resolve("plugins"), processes));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(++writes)));
        return file;
    }

    private static PluginWatch watch(Path file) {
        PluginSettings settings = ConfigReader.of(Map.of())
                .section(file, "plugins", PluginSettings.class)
                .orElseThrow();
        return new PluginWatch(file, new Plugins(settings));
    }

    private static Agent start(PluginWatch watch, Path file) throws Exception {
        Drivers drivers = watch.drivers();
        Result<GatewayConfig> result = new GatewayFile(drivers).read(file);
        assertThat(result).isInstanceOf(Result.Read.class);
        GatewayConfig config = ((Result.Read<GatewayConfig>) result).value();
        Agent agent = Agent.start(config, drivers, "test");
        watch.follow(agent, config, drivers);
        return agent;
    }

    @Test
    void killedProcessIsReplacedWhileOthersGoOnAndTheFileSaysWhichPluginsHaveProcesses() throws Exception {
        Path file = file("{ plugin: able, memory: 32MiB }", "x", "pid");
        PluginWatch watch = watch(file);
        try (Agent agent = start(watch, file)) {
            await(() -> pid(agent) > 0);
            long first = pid(agent);
            assertThat(first).isNotEqualTo(ProcessHandle.current().pid());
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            await(() -> pid(agent) > 0 && pid(agent) != first);
            assertThat(status(agent, "press").failures()).isPositive();
            assertThat(status(agent, "lathe").failures()).isZero();

            file("", "x", "pid");
            watch.look();
            watch.look();
            await(() -> pid(agent) == ProcessHandle.current().pid());
            await(() -> ProcessHandle.current().children().findAny().isEmpty());
        }
    }

    @Test
    void allowListAndDeviceBothJudgeAWriteThatGoesToAProcess() throws Exception {
        Path file = file("{ plugin: able, memory: 32MiB }", "x", "pid");
        try (Agent agent = start(watch(file), file)) {
            await(() -> pid(agent) > 0);
            assertThat(write(agent, 7).result()).isEqualTo(Outcome.Result.DONE);
            assertThat(write(agent, 7).status()).asString().startsWith("setpoint has Int[value=7]");
            assertThat(write(agent, 101).result()).isEqualTo(Outcome.Result.REFUSED);
            assertThat(write(agent, 101).message()).contains("above 100: 101");
            assertThat(write(agent, 201).result()).isEqualTo(Outcome.Result.NOT_ALLOWED);
        }
    }

    private static Outcome write(Agent agent, long value) throws Exception {
        return agent.commands()
                .write("user test", "press", "setpoint", new Value.Int(value), Duration.ofSeconds(30))
                .get(60, TimeUnit.SECONDS);
    }

    @Test
    void agentThatIsClosedDuringACallHasTheDriverCloseAndLeavesNoProcess() throws Exception {
        Path closed = directory.resolve("closed");
        Path file = file("{ plugin: able, memory: 32MiB }", "close:" + closed, "sleep");
        Agent agent = start(watch(file), file);
        await(() -> ProcessHandle.current().children().findAny().isPresent());
        await(PluginProcessTest::readsNow);
        agent.close();

        assertThat(closed).hasContent("closed");
        await(() -> ProcessHandle.current().children().findAny().isEmpty());
    }

    private static boolean readsNow() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each -> each.getKey().getName().equals("source-press"))
                .anyMatch(each -> Arrays.toString(each.getValue()).contains("ConnectedDriver.read"));
    }

    @Test
    void processEndsAndItsDriverClosesWhenTheAgentIsKilled() throws Exception {
        Path closed = directory.resolve("closed");
        Process agent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.fieldpost.agent.plugin.process.AbleAgent",
                        directory.resolve("plugins/able/able.jar").toString(),
                        closed.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            long pid = Long.parseLong(agent.inputReader().readLine());
            ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
            agent.destroyForcibly().waitFor();
            child.onExit().get(60, TimeUnit.SECONDS);

            assertThat(closed).hasContent("closed");
        } finally {
            agent.destroyForcibly();
        }
    }

    private static long pid(Agent agent) {
        return status(agent, "press").latest().stream()
                .filter(latest -> latest.point().name().equals("p"))
                .mapToLong(latest -> latest.value() instanceof Value.Int number ? number.value() : -1)
                .findFirst()
                .orElse(-1L);
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
