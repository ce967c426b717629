package io.fieldpost.agent.plugin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.config.ByteSize;
import io.fieldpost.config.Secret;
import io.fieldpost.config.gateway.PluginProcess;
import io.fieldpost.driver.Browsable;
import io.fieldpost.driver.DeviceMethod;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.FoundPoint;
import io.fieldpost.driver.Invocable;
import io.fieldpost.driver.MethodAnswer;
import io.fieldpost.driver.Operable;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.Writable;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process with a plug-in's driver, which does all that the driver does and outlives what fails in it. */
class WorkingProcessTest {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private static AbleFactory.Settings settings;
    private static TestContext context;
    private static Driver driver;

    @BeforeAll
    static void startIt(@TempDir Path directory) throws Exception {
        Path jar = AblePlugin.in(directory);
        Path secret = Files.writeString(directory.resolve("password"), "known to few\n");
        settings = AbleFactory.settings(false, "\"quoted\", [and] {more}: ~ # é\u0001", Secret.parse("file:" + secret));
        context = new TestContext("press-1", InstantSource.system(), directory.resolve("press-1"));
        PluginProcess process = new PluginProcess("able", ByteSize.parse("64MiB"));
        ProcessFactory<AbleFactory.Settings> factory = new ProcessFactory<>(
                new AbleFactory(), "able", List.of(jar), source -> JavaChild.start(process, source));
        driver = factory.create(settings, context);
        driver.open();
    }

    @AfterAll
    static void endIt() {
        driver.close();
    }

    private static Value ask(String address) throws DriverException {
        return ((PolledDriver) driver)
                .read(AblePlugin.points("press-1", address))
                .get(0)
                .value();
    }

    private static String text(String address) throws DriverException {
        return ((Value.Text) ask(address)).value();
    }

    @Test
    void driverIsInAnotherProcessAndKnowsItsSettingsAndWhereItIs() throws Exception {
        assertThat(((Value.Int) ask("pid")).value())
                .isNotEqualTo(ProcessHandle.current().pid());
        assertThat(text("settings")).isEqualTo(settings.toString());
        assertThat(text("where"))
                .isEqualTo("press-1 dg-test " + context.directory() + " " + context.protocolDirectory() + " false");
        assertThat(ask("open")).isEqualTo(new Value.Bool(true));
    }

    @Test
    void driverSeesNothingOfTheAgentsLibrariesAndEnvironment() throws Exception {
        assertThat(text("agent's libraries")).isEqualTo("unseen");
        Set<String> variables = new HashSet<>(Arrays.asList(text("environment").split(" ")));
        // The shell that starts it tells where it is.
        variables.remove("PWD");
        assertThat(JavaCommand.KEPT).containsAll(variables).contains("PATH");
    }

    @Test
    void secretOfTheSettingsArrivesAndStandsNowhereAndNoOtherArrives() throws Exception {
        assertThat(text("secret")).isEqualTo("known to few");
        assertThat(text("environment") + text("arguments")).doesNotContain("known to few");
        assertThat(text("another secret")).isEqualTo("none: env:PATH is not in the settings of source press-1");
    }

    @Test
    void isWhatTheDriverIsAndNothingElse() {
        assertThat(driver)
                .isInstanceOf(PolledDriver.class)
                .isInstanceOf(Writable.class)
                .isInstanceOf(Browsable.class)
                .isInstanceOf(Invocable.class)
                .isInstanceOf(Operable.class)
                .isNotInstanceOf(StreamingDriver.class);
    }

    @Test
    void aMillionValuesArriveAsTheyWereAndNineMegabytesAreAFailureOfThatReadAlone() throws Exception {
        assertThat(ask("big")).isEqualTo(AbleDriver.big(1_000_000));
        assertThatThrownBy(() -> ask("too big"))
                .hasMessageContaining("it takes 9437")
                .hasMessageContaining("8388608 at most");
        assertThatThrownBy(() -> ask("deep")).hasMessageContaining("nested deeper than 32 levels");
        assertThat(text("still there")).isEqualTo("still there");
    }

    @Test
    void whatADriverThrowsIsThrownInTheAgent() throws Exception {
        assertThatThrownBy(() -> ask("refused"))
                .isInstanceOf(DriverException.class)
                .hasMessage("it said no")
                .extracting(thrown -> ((DriverException) thrown).status())
                .isEqualTo(new DeviceStatus(0x803C0000L, "Bad_OutOfRange"));
        assertThatThrownBy(() -> ask("mistake"))
                .isInstanceOf(RuntimeException.class)
                .hasToString("java.lang.IllegalStateException: a mistake of the vendor's")
                .satisfies(thrown ->
                        assertThat(thrown.getStackTrace()[0].getClassName()).isEqualTo(AbleDriver.class.getName()));
        assertThatThrownBy(() -> ask("nothing"))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("or nothing in place of some");
        assertThat(text("still there")).isEqualTo("still there");
    }

    @Test
    void whatADriverPrintsDoesNotDisturbTheFrames() throws Exception {
        assertThat(ask("print")).isEqualTo(new Value.Absent());
        assertThat(text("still there")).isEqualTo("still there");
    }

    @Test
    void interruptedCallEndsAsTheDriverEndsItAndTheProcessGoesOn() throws Exception {
        Thread caller = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            while (caller.getState() != Thread.State.WAITING && caller.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            caller.interrupt();
        });
        interrupter.start();

        assertThatThrownBy(() -> ask("sleep"))
                .isInstanceOf(DriverException.class)
                .hasMessage("interrupted in its sleep");
        assertThat(Thread.interrupted()).isTrue();
        interrupter.join();
        assertThat(text("still there")).isEqualTo("still there");
    }

    @Test
    void writesCallsAndOperationsArrive() throws Exception {
        Point point = AblePlugin.points("press-1", "setpoint").get(0);
        assertThat(((Writable) driver).write(point, new Value.Int(7)))
                .isEqualTo(new DeviceStatus(7, "setpoint has Int[value=7]"));
        assertThatThrownBy(() -> ((Writable) driver).write(point, new Value.Int(101)))
                .isInstanceOf(DriverException.class)
                .hasMessage("above 100: 101");
        DeviceMethod method = new DeviceMethod("press-1", "reset", "object", "address");
        assertThat(((Invocable) driver).call(method, List.of(new Value.Real(0.1), new Value.Absent())))
                .isEqualTo(new MethodAnswer(
                        DeviceStatus.OK,
                        List.of(new Value.Real(0.1), new Value.Absent(), new Value.Text(method.toString()))));
        Value.Record arguments = new Value.Record(Map.of("a", new Value.Bool(true)));
        assertThat(((Operable) driver).operate("echo", arguments))
                .isEqualTo(new Value.Record(Map.of("echo", arguments)));
    }

    @Test
    void browsingAsksForLittleMoreThanWhatIsRead() throws Exception {
        try (Stream<FoundPoint> found = ((Browsable) driver).browse("ns=", 3)) {
            List<String> first = found.limit(5).map(FoundPoint::address).toList();
            assertThat(first).containsExactly("ns=0", "ns=1", "ns=2", "ns=3", "ns=4");
            assertThat(((Value.Int) ask("browsed")).value()).isBetween(5L, 7L);
        }
        assertThat(ask("browsed")).isEqualTo(new Value.Int(-1));
    }

    @Test
    void remarksArriveAndWhatWaitsUntilItIsKeptIsRun() throws Exception {
        assertThat(ask("kept")).isEqualTo(new Value.Bool(true));
        assertThat(context.awaitRemark("point", BOUND)).isEqualTo("before");
    }

    @Test
    void connectionThatTheDriverCallsLostIsLost() throws Exception {
        assertThat(ask("lost")).isEqualTo(new Value.Absent());
        assertThat(context.awaitLoss(BOUND)).hasMessage("the line is dead");
    }
}
