package io.fieldpost.agent.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.agent.Agent;
import io.fieldpost.agent.Drivers;
import io.fieldpost.agent.GatewayFile;
import io.fieldpost.agent.ObeyingDevice;
import io.fieldpost.agent.Wake;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.driver.Value;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The running agent with a device that obeys, asked over its socket as another process does. */
@Timeout(300)
class ControlSocketTest {
    /** The deadline of a device that answers at once, on a machine that may not. */
    private static final String UNHURRIED = "30s";

    @TempDir
    Path directory;

    private final ObeyingDevice device = new ObeyingDevice();
    private final Drivers drivers = Drivers.of(List.of(device));
    private Agent agent;

    @BeforeEach
    void start() throws Exception {
        agent = started(UNHURRIED);
    }

    private Agent started(String deadline) throws Exception {
        Agent made = Agent.start(config(deadline), drivers, "test");
        Wake pause = new Wake();
        while (made.status().sources().get(0).state() != SourceStatus.State.RUNNING) {
            pause.await(Duration.ofMillis(5).toNanos());
        }
        return made;
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    private GatewayConfig config(String deadline) {
        String text = """
                gateway: { id: dg-1, site: plant }
                sources:
                  - name: press-1
                    protocol: obeying
                    every: 20ms
                    deadline: %s
                    points: [ { name: t, address: well }, { name: lamp, address: well } ]
                    writable: [ { point: t, min: 0, max: 250 }, { point: lamp } ]
                    callable: [ { name: go, object: press, method: go, arguments: [ { name: mode, one_of: [auto] } ] } ]
                destinations: [ { name: centre, url: "mqtt://127.0.0.1:9" } ]
                store: { path: "%s", budget: 16MiB }
                console: { enabled: false }
                """.formatted(deadline, directory.resolve("s"));
        return ((Result.Read<GatewayConfig>) new GatewayFile(drivers).read("g.yaml", text)).value();
    }

    private Path socket() {
        return directory.resolve("s").resolve("control").resolve("socket");
    }

    private ControlCall call() {
        return new ControlCall(directory.resolve("s"), Duration.ofSeconds(60));
    }

    @Test
    void whatIsAllowedReachesTheDeviceAndTheAnswerCarriesItsStatus() throws Exception {
        ControlAnswer answer = call().write("press-1", "t", "215.5", false);
        assertThat(answer.isDone()).isTrue();
        assertThat(answer.status()).hasToString("Good (0)");
        assertThat(answer.asked()).containsExactly("215.5");
        assertThat(device.values).containsEntry("t", new Value.Real(215.5));
        assertThat(call().write("press-1", "lamp", "true", false).isDone()).isTrue();
        assertThat(device.values).containsEntry("lamp", new Value.Bool(true));
        ControlAnswer called = call().call("press-1", "go", List.of("auto"), false);
        assertThat(called.outputs()).containsExactly("\"auto\"");
    }

    @Test
    void anOperationIsDoneByTheDriverOnTheThreadOfItsSource() throws Exception {
        Value.Record band = new Value.Record(Map.of("name", new Value.Text("fm")));
        assertThat(call().operate("press-1", "begin", band).isDone()).isTrue();

        ControlAnswer answer = call().operate("press-1", "list", new Value.Record(Map.of()));
        assertThat(answer.record().fields())
                .containsEntry("begun", new Value.Array(List.of(new Value.Text("fm"))))
                .hasEntrySatisfying(
                        "on", name -> assertThat(((Value.Text) name).value()).contains("press-1"));
    }

    @Test
    void onlyAnOperationThatChangesSomethingIsInTheAlarmStream() throws Exception {
        Value.Record none = new Value.Record(Map.of());
        call().operate("press-1", "list", none);
        ControlAnswer refused = call().operate("press-1", "begin", none);
        assertThat(refused.result()).isEqualTo("refused");
        assertThat(refused.message()).isEqualTo("a text 'name' is missing");
        ControlAnswer unknown = call().operate("press-1", "halt", none);
        assertThat(unknown.result()).isEqualTo("not_allowed");
        assertThat(unknown.message())
                .isEqualTo("source 'press-1' of protocol obeying has no operation 'halt'; it has begin, list");
        assertThat(agent.status().streams())
                .filteredOn(stream -> stream.stream() == io.fieldpost.agent.StreamName.ALARM)
                .singleElement()
                .matches(stream -> stream.newest() == 2, "two records");
    }

    @Test
    void refusalsSayWhoRefused() throws Exception {
        ControlAnswer limited = call().write("press-1", "t", "251", false);
        assertThat(limited.result()).isEqualTo("not_allowed");
        assertThat(limited.message()).isEqualTo("251 is outside its limits; allowed: 0 to 250");
        ControlAnswer text = call().write("press-1", "t", "25", true);
        assertThat(text.result()).isEqualTo("not_allowed");
        ControlAnswer refused = call().write("press-1", "t", "13", false);
        assertThat(refused.result()).isEqualTo("refused");
        assertThat(refused.status()).hasToString("illegal value (3)");
        assertThat(refused.message()).isEqualTo("the device does not like 13");
    }

    @Test
    void everyCommandIsInTheAlarmStreamWithWhoAsked() throws Exception {
        call().write("press-1", "t", "1", false);
        call().write("press-1", "t", "999", false);
        assertThat(agent.status().streams())
                .filteredOn(stream -> stream.stream() == io.fieldpost.agent.StreamName.ALARM)
                .singleElement()
                .matches(stream -> stream.newest() == 2, "two records");
    }

    @Test
    void aWriteThatHangsIsToldAsUnknown() throws Exception {
        agent.close();
        agent = started("1s");
        ControlAnswer answer = call().write("press-1", "t", "99", false);
        assertThat(answer.result()).isEqualTo("unknown");
        assertThat(answer.message()).contains("did not return from the write of t within 1000 ms", "may have happened");
    }

    @Test
    void manyWritersAtOnceAllGetTheirOwnAnswer() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            List<Callable<ControlAnswer>> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String number = Integer.toString(100 + i);
                calls.add(() -> call().write("press-1", "t", number, false));
            }
            List<Future<ControlAnswer>> answers = writers.invokeAll(calls);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get().isDone()).isTrue();
                assertThat(answers.get(i).get().asked()).containsExactly(Integer.toString(100 + i));
            }
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void theStopAnswersWhoeverWaitsAndLeavesNoSocket() throws Exception {
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<ControlAnswer> waiting = writer.submit(() -> call().write("press-1", "t", "99", false));
            device.hangs.await();
            agent.close();
            assertThat(waiting.get().result()).isEqualTo("unknown");
            assertThat(socket()).doesNotExist();
            assertThatThrownBy(() -> call().write("press-1", "t", "1", false))
                    .isInstanceOf(ControlException.class)
                    .hasMessageStartingWith("no agent runs with the store ")
                    .hasMessageEndingWith("start it: systemctl start fieldpost");
        } finally {
            writer.shutdownNow();
        }
    }

    @Test
    void onlyTheOwnerMayCome() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void aSocketThatAKilledAgentLeftIsReplaced() throws Exception {
        agent.close();
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(ControlPath.address(socket()));
        }
        assertThat(socket()).exists();
        assertThatThrownBy(() -> call().write("press-1", "t", "1", false)).hasMessageContaining("was killed");
        agent = started(UNHURRIED);
        assertThat(call().write("press-1", "t", "7", false).isDone()).isTrue();
    }

    @Test
    void garbageIsAnsweredOrCutAndTheNextOneIsServed() throws Exception {
        List<String> garbage = List.of(
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"operation\":\"format\",\"source\":\"a\",\"target\":\"b\"}",
                "{\"operation\":\"write\",\"source\":\"press-1\",\"target\":\"t\",\"values\":[]}",
                "{\"operation\":\"write\",\"source\":\"press-1\",\"target\":\"t\",\"values\":[1e999]}",
                "{\"operation\":\"write\",\"source\":\"press-1\",\"target\":\"t\",\"values\":[" + "9".repeat(400)
                        + "]}",
                "{\"operation\":\"write\",\"source\":\"press-1\",\"target\":\"t\",\"values\":[{\"a\":1}]}",
                "{\"operation\":1}",
                "[".repeat(60_000),
                "GET / HTTP/1.1");
        for (String each : garbage) {
            assertThat(exchange((each + "\n").getBytes(StandardCharsets.UTF_8))).contains("\"result\":");
        }
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[1 + random.nextInt(2_000)];
            random.nextBytes(noise);
            noise[noise.length - 1] = '\n';
            exchange(noise);
        }
        assertThat(exchange(new byte[100_000])).contains("longer than 65536 bytes");
        assertThat(device.values).isEmpty();
        assertThat(call().write("press-1", "t", "7", false).isDone()).isTrue();
    }

    @Test
    void thoseWhoSayNothingDoNotKeepOthersOut() throws Exception {
        List<SocketChannel> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                silent.add(connected());
            }
            ControlAnswer answer = call().write("press-1", "t", "7", false);
            assertThat(answer.result()).isEqualTo("error");
            assertThat(answer.message()).isEqualTo("too many others ask at once; try again");
            for (SocketChannel each : silent) {
                each.close();
            }
            Wake pause = new Wake();
            while (!call().write("press-1", "t", "8", false).isDone()) {
                pause.await(Duration.ofMillis(20).toNanos());
            }
        } finally {
            for (SocketChannel each : silent) {
                each.close();
            }
        }
    }

    @Test
    void aPathThatIsTooLongIsNamedAndTheAgentRuns() throws Exception {
        Path deep = directory.resolve("d".repeat(120));
        assertThatThrownBy(() -> ControlSocket.open(deep, agent.commands()))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("107 at most; name a shorter 'store.path'");
    }

    private SocketChannel connected() throws IOException {
        return SocketChannel.open(ControlPath.address(socket()));
    }

    private String exchange(byte[] bytes) throws IOException {
        try (SocketChannel channel = connected()) {
            try {
                ByteBuffer out = ByteBuffer.wrap(bytes);
                while (out.hasRemaining()) {
                    channel.write(out);
                }
            } catch (IOException cutOff) {
                // The answer may be there all the same.
            }
            ByteBuffer in = ByteBuffer.allocate(64 << 10);
            try {
                while (channel.read(in) >= 0) {
                    // One line, then the end.
                }
            } catch (IOException cutOff) {
                // What came before is what counts.
            }
            return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
        }
    }
}
