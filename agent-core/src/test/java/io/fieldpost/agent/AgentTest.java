package io.fieldpost.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.agent.plant.PointServers;
import io.fieldpost.agent.status.ServerStatus;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StreamState;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The assembly, with its own threads, a real store and no broker. */
class AgentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    private final TroubledDevices devices = new TroubledDevices();
    private final Drivers drivers = Drivers.of(List.of(devices));

    @Test
    void aDriverThatFailsWithAnErrorDoesNotStopTheOtherSource() throws Exception {
        try (Agent agent = Agent.start(config("{ enabled: false }"), drivers, "test")) {
            await(() ->
                    source(agent, "ill").failures() > 0 && source(agent, "well").measurements() > 10);
            assertThat(source(agent, "ill").state()).isNotEqualTo(SourceStatus.State.RUNNING);
            assertThat(source(agent, "ill").detail()).contains("org/vendor/Missing");
            assertThat(source(agent, "well").state()).isEqualTo(SourceStatus.State.RUNNING);
        }
        assertThat(devices.closes.get()).isEqualTo(devices.opens.get());
    }

    @Test
    void aPageThatIsSwitchedOffHasNoAddress() throws Exception {
        try (Agent agent = Agent.start(config("{ enabled: false }"), drivers, "test")) {
            assertThat(agent.page()).isNull();
            assertThat(agent)
                    .asString()
                    .contains("2 sources, 1 destination, store ")
                    .endsWith("page off");
        }
    }

    @Test
    void aPortInUseCostsThePageAndNothingElse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Agent agent = Agent.start(config("{ port: " + taken.getLocalPort() + " }"), drivers, "test")) {
            assertThat(agent.page()).isNull();
            await(() -> source(agent, "well").measurements() > 0);
        }
    }

    @Test
    void theNextAgentGoesOnWithTheStoreOfTheOneBefore() throws Exception {
        GatewayConfig config = config("{ port: 0 }");
        StreamState before;
        try (Agent agent = Agent.start(config, drivers, "test")) {
            await(() -> source(agent, "well").measurements() > 5);
            assertThat(agent.page()).isNotNull();
            assertThatThrownBy(() -> Agent.start(config, drivers, "test"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use");
            before = data(agent);
        }
        try (Agent agent = Agent.start(config, drivers, "test")) {
            await(() -> source(agent, "well").measurements() > 0);
            assertThat(data(agent).epoch()).isEqualTo(before.epoch());
            // What was measured is counted before the store has it.
            await(() -> data(agent).newest() > before.newest());
        }
    }

    @Test
    void aStoreThatIsNotOursStopsTheStartAndIsNotTouched() throws IOException {
        GatewayConfig config = config("{ port: 0 }");
        Files.writeString(Files.createDirectories(config.store().path()).resolve("photo.jpg"), "holiday");
        assertThatThrownBy(() -> Agent.start(config, drivers, "test"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("photo.jpg");
        assertThat(config.store().path().toFile().list()).containsExactly("photo.jpg");
        assertThat(devices.opens.get()).isZero();
    }

    @Test
    void thePlantSeesWhatTheStoreHasAcceptedUntilTheAgentEnds() throws Exception {
        ShownValues screen = new ShownValues();
        Drivers withServer = Drivers.of(List.of(devices), PointServers.of(List.of(screen)));
        String servers = "servers: [ { protocol: screen, settings: { colour: green } } ]";
        try (Agent agent = Agent.start(config(withServer, "{ enabled: false }", servers), withServer, "test")) {
            screen.shown.await(
                    all -> all.stream().anyMatch(one -> one.point().source().equals("well")), "a value", PATIENCE);
            assertThat(data(agent).newest()).isPositive();
            screen.health.await(
                    all -> all.stream().anyMatch(one -> one.point().name().equals("sources/ill/state")),
                    "health",
                    PATIENCE);
            assertThat(screen.directory)
                    .isEqualTo(directory.resolve("store").resolve("servers").resolve("screen"));
            assertThat(screen.colour).isEqualTo("green");
            assertThat(agent.status().servers()).singleElement().satisfies(server -> {
                assertThat(server.state()).isEqualTo(ServerStatus.State.LISTENING);
                assertThat(server.endpoint()).isEqualTo("screen://gateway");
            });
        }
        assertThat(screen.closed.get()).isEqualTo(1);
        Agent.start(config("{ enabled: false }"), drivers, "test").close();
    }

    private GatewayConfig config(String console) {
        return config(drivers, console, "");
    }

    private GatewayConfig config(Drivers drivers, String console, String servers) {
        String text = """
                gateway: { id: dg-1, site: plant }
                sources:
                  - { name: ill, protocol: troubled, every: 50ms, points: [ { name: p, address: ill } ] }
                  - { name: well, protocol: troubled, every: 50ms, points: [ { name: p, address: well } ] }
                destinations: [ { name: centre, url: "mqtt://127.0.0.1:9" } ]
                store: { path: "%s", budget: 16MiB }
                console: %s
                %s
                """.formatted(directory.resolve("store"), console, servers);
        Result<GatewayConfig> result = new GatewayFile(drivers).read("gateway.yaml", text);
        assertThat(result).isInstanceOf(Result.Read.class);
        return ((Result.Read<GatewayConfig>) result).value();
    }

    private static SourceStatus source(Agent agent, String name) {
        return agent.status().sources().stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static StreamState data(Agent agent) {
        return agent.status().streams().stream()
                .filter(stream -> stream.stream() == StreamName.DATA)
                .findFirst()
                .orElseThrow();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Wake pause = new Wake();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as("time is up").isNegative();
            pause.await(Duration.ofMillis(10).toNanos());
        }
    }
}
