package io.fieldpost.agent.plugin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.config.ByteSize;
import io.fieldpost.config.gateway.PluginProcess;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.Writable;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ends a process is a failure of its own driver, and nothing is left of the process. */
class DyingProcessTest {
    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private TestContext context;
    private Driver driver;
    private ProcessHandle process;
    private Path temporary;

    @BeforeEach
    void startIt() throws Exception {
        start("x");
    }

    private void start(String note) throws Exception {
        Path jar = AblePlugin.in(directory);
        context = new TestContext("press-1", InstantSource.system(), directory.resolve("press-1"));
        PluginProcess settings = new PluginProcess("able", ByteSize.parse("32MiB"));
        ProcessFactory<AbleFactory.Settings> factory = new ProcessFactory<>(
                new AbleFactory(), "able", List.of(jar), source -> JavaChild.start(settings, source));
        driver = factory.create(AbleFactory.settings(false, note, null), context);
        driver.open();
        process = ProcessHandle.of(((Value.Int) ask("pid")).value()).orElseThrow();
        temporary = Path.of(((Value.Text) ask("temporary")).value());
        assertThat(temporary).exists();
    }

    private Value ask(String address) throws DriverException {
        return ((PolledDriver) driver)
                .read(AblePlugin.points("press-1", address))
                .get(0)
                .value();
    }

    @AfterEach
    void nothingIsLeftOfIt() throws Exception {
        driver.close();
        process.onExit().get(30, TimeUnit.SECONDS);
        assertThat(temporary.getParent()).doesNotExist();
        List<String> threads = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("source-press-1"))
                .toList();
        assertThat(threads).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "exit, ended itself with status 5",
        "memory, ran out of its 32MiB of heap",
        "crash, 'ended itself with status 1, as Java does when native code crashes'"
    })
    void processThatEndsInACallFailsItWithTheCause(String address, String how) throws Exception {
        assertThatThrownBy(() -> ask(address))
                .isInstanceOf(DriverException.class)
                .hasMessageStartingWith("the process of plug-in able " + how)
                .hasMessageEndingWith("what it handed over last may be lost")
                .extracting(thrown -> ((DriverException) thrown).reason())
                .isEqualTo(Reason.UNREACHABLE);
        assertThatThrownBy(() -> ask("pid")).isInstanceOf(DriverException.class).hasMessageContaining(how);
        assertThat(context.losses()).isEmpty();
    }

    /** Only a write that certainly did not happen is unreachable. */
    @Test
    void writeDuringWhichTheProcessEndsMayHaveHappenedAndOneAfterItHasNot() {
        Point point = AblePlugin.points("press-1", "setpoint").get(0);

        assertThatThrownBy(() -> ((Writable) driver).write(point, new Value.Text("exit")))
                .isInstanceOf(DriverException.class)
                .hasMessageEndingWith("may be lost, and nobody knows what became of the command")
                .extracting(thrown -> ((DriverException) thrown).reason())
                .isEqualTo(Reason.PROTOCOL);
        assertThatThrownBy(() -> ((Writable) driver).write(point, new Value.Text("exit")))
                .isInstanceOf(DriverException.class)
                .extracting(thrown -> ((DriverException) thrown).reason())
                .isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void processThatIsKilledBetweenCallsIsALostConnection() throws Exception {
        process.destroyForcibly();

        assertThat(context.awaitLoss(BOUND))
                .hasMessageStartingWith("the process of plug-in able was killed (signal 9)");
        assertThatThrownBy(() -> ask("pid")).isInstanceOf(DriverException.class);
    }

    @Test
    void processThatHangsInACallIsKilledSoonAfterItsInterruption() throws Exception {
        Thread caller = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            while (caller.getState() != Thread.State.WAITING && caller.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            caller.interrupt();
        });
        interrupter.start();

        assertThatThrownBy(() -> ask("hang"))
                .isInstanceOf(DriverException.class)
                .hasMessage("the process of plug-in able did not end read within 1000 ms of its interruption and was"
                        + " killed")
                .extracting(thrown -> ((DriverException) thrown).reason())
                .isEqualTo(Reason.TIMEOUT);
        assertThat(Thread.interrupted()).isTrue();
        interrupter.join();
        assertThat(process.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void processThatIsStoppedByASignalIsKilledWhenACallToItIsInterrupted() throws Exception {
        assertThat(new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> ask("pid")).isInstanceOf(DriverException.class).hasMessageContaining("was killed");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void processIgnoresTheSignalsThatEndItsAgent() throws Exception {
        process.destroy();
        assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();

        assertThat(ask("open")).isEqualTo(new Value.Bool(true));
        try (Stream<String> status = Files.lines(Path.of("/proc/" + process.pid() + "/oom_score_adj"))) {
            assertThat(status).containsExactly("500");
        }
    }

    @Test
    void settingsThatTheDriverRefusesAreAFailureOfTheConfigurationAndLeaveNoProcess() throws Exception {
        assertThatThrownBy(() -> start("refused"))
                .isInstanceOf(DriverException.class)
                .hasMessage("note and its number can't work together")
                .extracting(thrown -> ((DriverException) thrown).reason())
                .isEqualTo(Reason.CONFIGURATION);
        assertThat(ProcessHandle.current().children().map(ProcessHandle::pid)).containsExactly(process.pid());
    }
}
