package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldpost.driver.DeviceMethod;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.MethodAnswer;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.testkit.FaultProxy;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.TestContext;
import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import io.fieldpost.opcua.simulation.InjectionMouldingLine.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes and calls against a server: what arrives at the machine, and what the server says. */
class MachineCommandsTest {
    private static InjectionMouldingLine line;

    @TempDir
    Path directory;

    private OpcUaDriver driver;

    @BeforeAll
    static void startTheLine() throws Exception {
        line = InjectionMouldingLine.start(Options.demo());
    }

    @AfterAll
    static void stopTheLine() {
        line.close();
    }

    @BeforeEach
    void open() throws Exception {
        driver = opened(Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private OpcUaDriver opened(Duration requestTimeout) throws Exception {
        return opened(line.endpoint(), requestTimeout);
    }

    private OpcUaDriver opened(String endpoint, Duration requestTimeout) throws Exception {
        OpcUaSettings settings =
                Press.settings(endpoint, Security.None, "request_timeout: " + requestTimeout.toMillis() + "ms");
        OpcUaDriver made = Press.driver(settings, new TestContext(LiveDriver.SOURCE, new ManualClock(), directory));
        made.open();
        return made;
    }

    private void assertWritten(String id, Value value, Object arrived) throws DriverException {
        assertThat(write(id, value)).isEqualTo(new DeviceStatus(0, "Good"));
        assertThat(line.value("Control." + id)).isEqualTo(arrived);
    }

    private DeviceStatus write(String id, Value value) throws DriverException {
        return driver.write(Press.point(LiveDriver.SOURCE, "Control." + id), value);
    }

    private DriverException refused(String id, Value value) {
        return catchThrowableOfType(DriverException.class, () -> write(id, value));
    }

    @Test
    void everyBuiltInTypeIsWrittenAsTheNodeHoldsIt() throws Exception {
        assertWritten("Boolean", new Value.Bool(true), true);
        assertWritten("SByte", new Value.Int(-128), (byte) -128);
        assertWritten("Byte", new Value.Int(255), UByte.valueOf(255));
        assertWritten("Int16", new Value.Int(-2), (short) -2);
        assertWritten("UInt16", new Value.Int(65_535), UShort.valueOf(65_535));
        assertWritten("Int32", new Value.Real(7), 7);
        assertWritten("UInt32", new Value.Int(4_000_000_000L), UInteger.valueOf(4_000_000_000L));
        assertWritten("Int64", new Value.Int(Long.MIN_VALUE), Long.MIN_VALUE);
        assertWritten("UInt64", new Value.Int(Long.MAX_VALUE), ULong.valueOf(Long.MAX_VALUE));
        assertWritten("Float", new Value.Real(2.5), 2.5f);
        assertWritten("Double", new Value.Int(215), 215.0);
        assertWritten("String", new Value.Text("备用"), "备用");
        assertWritten("LocalizedText", new Value.Text("ready"), new LocalizedText("ready"));
        Instant time = Instant.parse("2026-05-01T06:30:00Z");
        assertWritten("DateTime", new Value.Text(time.toString()), new DateTime(time));
        UUID guid = UUID.fromString("09087e75-8e5e-499b-954f-f2a9603db28a");
        assertWritten("Guid", new Value.Text(guid.toString()), guid);
        assertWritten("ByteString", new Value.Bytes(new byte[] {1, 2}), ByteString.of(new byte[] {1, 2}));
    }

    @Test
    void subtypesAndAbstractTypesAndEnumerationsAreWrittenAsWhatIsBeneathThem() throws Exception {
        assertWritten("Duration", new Value.Int(250), 250.0);
        assertWritten("Any", new Value.Int(4), (short) 4);
        assertWritten("Mode", new Value.Text("automatic"), 1);
        assertWritten("Mode", new Value.Int(0), 0);
        assertThat(refused("Mode", new Value.Text("auto")))
                .hasMessage("'auto' does not fit; the node takes manual, automatic");
    }

    @Test
    void theValueAloneIsSent() throws Exception {
        assertWritten("Int32", new Value.Int(5), 5);
        // A status or times make many servers say Bad_WriteNotSupported. Milo's server shows a time that was not sent
        // as 1601.
        DataValue arrived = line.lastWritten();
        assertThat(arrived.value()).isEqualTo(Variant.ofInt32(5));
        assertThat(arrived.sourceTime().isNull() && arrived.serverTime().isNull())
                .isTrue();
    }

    @Test
    void aRefusalCarriesTheServersStatusAndLeavesTheValue() throws Exception {
        assertWritten("Limited", new Value.Real(99), 99.0);
        DriverException refusal = refused("Limited", new Value.Real(101));
        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal.status()).hasToString("Bad_OutOfRange (0x803C0000)");
        assertThat(line.value("Control.Limited")).isEqualTo(99.0);
    }

    @Test
    void aNodeThatIsReadOnlyIsRefusedWithTheReason() {
        DriverException refusal = refused("ReadOnly", new Value.Int(1));
        assertThat(refusal.status()).hasToString("Bad_UserAccessDenied (0x801F0000)");
        assertThat(refusal).hasMessageContaining("can't be written by this user");
    }

    @Test
    void whatDoesNotFitIsNotSent() {
        assertThat(refused("Byte", new Value.Int(256)).getMessage()).contains("from 0 to 255");
        assertThat(refused("List", new Value.Int(1)).getMessage()).contains("is an array");
        assertThat(refused("Nowhere", new Value.Int(1)).getMessage()).contains("Bad_NodeIdUnknown");
        assertThat(refused("Int32", new Value.Text("7")).status()).isNull();
    }

    @Test
    void aWriteWithoutAnAnswerIsATimeOutAndNotARefusal() throws Exception {
        driver.close();
        driver = opened(Duration.ofSeconds(5));
        DriverException unknown = refused("Slow", new Value.Int(1));
        assertThat(unknown.reason()).isEqualTo(Reason.TIMEOUT);
        line.controls().letSlowGo();
    }

    @Test
    void whatIsRefusedWhileTheConnectionIsCutDoesNotReachTheMachineLater() throws Exception {
        driver.close();
        try (FaultProxy proxy = new FaultProxy(Press.address(line))) {
            driver = opened("opc.tcp://127.0.0.1:" + proxy.address().getPort(), Duration.ofSeconds(10));
            assertWritten("Double", new Value.Int(1), 1.0);
            proxy.refuse();
            long refused = 100;
            // Until the client knows of the cut, a write goes out and stays without an answer.
            while (refused("Double", new Value.Int(refused)).reason() != Reason.UNREACHABLE) {
                refused++;
            }
            proxy.accept();
            Reason reason = Reason.UNREACHABLE;
            for (int i = 0; reason == Reason.UNREACHABLE && i < 100; i++) {
                try {
                    write("Int32", new Value.Int(8));
                    reason = Reason.REFUSED;
                } catch (DriverException e) {
                    reason = e.reason();
                }
            }
            assertThat(line.value("Control.Int32"))
                    .as("the session was repaired")
                    .isEqualTo(8);
            assertThat(line.value("Control.Double")).isNotEqualTo((double) refused);
        }
    }

    @Test
    void aMethodIsCalledWithItsTypesAndGivesItsOutputs() throws Exception {
        MethodAnswer answer =
                driver.call(start(), List.of(new Value.Int(21), new Value.Text("cap-40"), new Value.Bool(true)));
        assertThat(answer.status()).isEqualTo(new DeviceStatus(0, "Good"));
        assertThat(answer.outputs()).containsExactly(new Value.Int(42), new Value.Text("cap-40 now"));
    }

    @Test
    void aMethodThatRefusesNamesTheArgument() {
        DriverException refusal = catchThrowableOfType(
                DriverException.class,
                () -> driver.call(
                        start(), List.of(new Value.Int(9_000), new Value.Text("cap-40"), new Value.Bool(false))));
        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal.status()).hasToString("Bad_InvalidArgument (0x80AB0000)");
        assertThat(refusal).hasMessageContaining("argument 'parts': Bad_OutOfRange");
    }

    @Test
    void argumentsThatDoNotFitAreNotSent() {
        DriverException few =
                catchThrowableOfType(DriverException.class, () -> driver.call(start(), List.of(new Value.Int(1))));
        assertThat(few).hasMessageContaining("takes 3 arguments (parts, recipe, urgent), not 1");
        DriverException wrong = catchThrowableOfType(
                DriverException.class,
                () -> driver.call(
                        start(), List.of(new Value.Int(-1), new Value.Text("cap-40"), new Value.Bool(false))));
        assertThat(wrong).hasMessageContaining("argument 'parts': -1 does not fit");
    }

    private static DeviceMethod start() {
        return new DeviceMethod(
                LiveDriver.SOURCE,
                "start",
                InjectionMouldingLine.address("Line"),
                InjectionMouldingLine.address("Control.Start"));
    }
}
