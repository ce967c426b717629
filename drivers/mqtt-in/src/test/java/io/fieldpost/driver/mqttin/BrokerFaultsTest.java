package io.fieldpost.driver.mqttin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.RecordingSink;
import io.fieldpost.driver.testkit.TestContext;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A broker that answers each packet with bytes that a test gives it. */
class BrokerFaultsTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String LET_IN = "20 02 00 00";

    @TempDir
    Path directory;

    private ServerSocket listener;
    private MqttInDriver driver;
    private TestContext context;
    private final RecordingSink sink = new RecordingSink();

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        if (driver != null) {
            driver.close();
        }
        listener.close();
    }

    /** Answers the first packets with these bytes, one each, and hangs up behind the last unless it ends with {@code ..}. */
    private void answering(String... answers) {
        Thread server = new Thread(() -> serve(answers), "fake-broker");
        server.setDaemon(true);
        server.start();
    }

    private void serve(String... answers) {
        try (Socket client = listener.accept()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            for (String answer : answers) {
                in.readByte();
                // All that is sent here is shorter than 128 bytes.
                in.readFully(new byte[in.readByte()]);
                client.getOutputStream()
                        .write(HexFormat.of().parseHex(answer.replace(" ", "").replace(".", "")));
            }
            if (answers[answers.length - 1].endsWith("..")) {
                in.read(new byte[64]);
                in.read(new byte[64]);
            }
        } catch (IOException e) {
            // The test is over.
            return;
        }
    }

    private void start() throws DriverException {
        context = new TestContext("sensors", new ManualClock(), directory);
        start(context, Duration.ofSeconds(20));
    }

    private void start(DriverContext with, Duration timeout) throws DriverException {
        driver = new MqttInDriver(
                TestSettings.of(listener.getLocalPort())
                        .anonymous()
                        .clientId("gw")
                        .timeout(timeout)
                        .build(),
                with);
        driver.open();
        driver.start(List.of(new Point("sensors", "a", "plant/a", ValueType.ANY, "1")), sink);
    }

    /** MQTT 3.1.1, 3.2.2.3. */
    @ParameterizedTest
    @CsvSource({
        "1, does not speak MQTT 3.1.1",
        "2, does not allow the client identifier 'gw'",
        "3, its service is unavailable",
        "4, does not accept a client without a user",
        "5, lets nobody in without a user or certificate"
    })
    void refusalIsToldInWordsWithTheBrokersCode(int code, String told) {
        answering("20 02 00 0" + code);
        DriverException refused = catchThrowableOfType(DriverException.class, this::start);
        assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refused).message().contains(told).startsWith("mqtt://127.0.0.1:");
        assertThat(refused.status().code()).isEqualTo(code);
    }

    @Test
    void brokerThatHangsUpAtTheLogInIsUnreachable() {
        answering("");
        DriverException failure = catchThrowableOfType(DriverException.class, this::start);
        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure).message().contains("closed the connection at the log-in without a reason");
    }

    @Test
    void serverThatIsNoBrokerIsAProtocolFailure() {
        answering("48 54 54 50 2f 31 2e 31 20 34 30 30");
        DriverException failure = catchThrowableOfType(DriverException.class, this::start);
        assertThat(failure.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(failure).message().contains("not a packet of MQTT 3.1.1: it begins with 0x48");
    }

    /** MQTT 3.1.1, 3.9.3: 0x80 is failure. The connection lives, since other points may be allowed. */
    @Test
    void subscriptionThatIsNotAllowedIsBadForItsPoint() throws Exception {
        answering(LET_IN, "90 03 00 01 80 ..");
        start();
        sink.await(1, BOUND);
        assertThat(sink.snapshot().get(0).quality()).isEqualTo(Quality.BAD_CONFIGURATION);
        assertThat(context.remarks().get("a")).contains("does not let this user subscribe to 'plant/a'");
        assertThat(context.losses()).isEmpty();
    }

    /** Some brokers send all they have kept at once, and their answer to a subscription behind that. */
    @Test
    void backlogThatIsTakenSlowlyDoesNotHoldUpTheStart() throws Exception {
        StringBuilder backlog = new StringBuilder();
        for (int id = 1; id <= 250; id++) {
            backlog.append("32 0c 00 07 70 6c 61 6e 74 2f 61")
                    .append(String.format("%04x", id))
                    .append("31");
        }
        answering("20 02 01 00", backlog + "90 03 00 01 01 ..");
        context = new TestContext("sensors", new ManualClock(), directory);
        start(new KeepingContext(context, then -> {}), Duration.ofMillis(500));
        sink.await(200, BOUND);
    }

    @Test
    void brokerThatHangsUpLaterIsToldOnce() throws Exception {
        answering(LET_IN, "90 03 00 01 01");
        start();
        assertThat(context.awaitLoss(BOUND)).message().contains("closed the connection without a reason");
        assertThat(context.losses()).hasSize(1);
    }

    @Test
    void whatIsNoPacketEndsTheSession() throws Exception {
        answering(LET_IN, "90 03 00 01 01 f0 00 ..");
        start();
        assertThat(context.awaitLoss(BOUND).reason()).isEqualTo(Reason.PROTOCOL);
    }

    /** An answer to something that nobody asked: Paho takes it for a mistake of its own. */
    @Test
    void answerToNothingEndsTheSession() throws Exception {
        answering(LET_IN, "90 03 00 01 01 90 03 00 63 01 ..");
        start();
        assertThat(context.awaitLoss(BOUND)).message().isNotBlank();
    }
}
