package io.fieldpost.driver.mqttin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldpost.config.ByteSize;
import io.fieldpost.config.Secret;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.RecordingSink;
import io.fieldpost.driver.testkit.TestContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS: who is trusted, and who is not. The server lets in, takes one subscription and sends one message. */
class BrokerTlsTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final List<String> ANSWERS = List.of("20020000", "9003000101" + "300c0007706c616e742f6131372e");

    @TempDir
    static Path directory;

    private static KeyStore broker;
    private static KeyStore elsewhere;
    private static KeyStore gateway;

    private final RecordingSink sink = new RecordingSink();
    private SSLServerSocket listener;
    private MqttInDriver driver;

    @BeforeAll
    static void makeKeys() throws Exception {
        broker = keys("broker", "ip:127.0.0.1");
        elsewhere = keys("elsewhere", "dns:broker.plant");
        gateway = keys("gateway", "dns:gateway");
    }

    @AfterEach
    void close() throws IOException {
        if (driver != null) {
            driver.close();
        }
        listener.close();
    }

    private static KeyStore keys(String name, String san) throws Exception {
        Path store = directory.resolve(name + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String words = "-genkeypair -keyalg EC -groupname secp256r1 -validity 30 -alias it -storetype PKCS12 -dname CN="
                + name + " -ext san=" + san + " -keystore " + store + " -storepass " + new String(PASSWORD);
        Process process = new ProcessBuilder((keytool + " " + words).split(" "))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + kind + "-----\n";
    }

    private static Path certificate(String name, KeyStore keys) throws Exception {
        return Files.writeString(
                directory.resolve(name + ".pem"),
                pem("CERTIFICATE", keys.getCertificate("it").getEncoded()));
    }

    private static Secret identity() throws Exception {
        Path file = Files.writeString(
                directory.resolve("identity.pem"),
                pem("PRIVATE KEY", gateway.getKey("it", PASSWORD).getEncoded())
                        + pem("CERTIFICATE", gateway.getCertificate("it").getEncoded()));
        return Secret.parse("file:" + file);
    }

    private void serve(KeyStore keys, boolean demandsCertificate) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        KeyStore allowed = KeyStore.getInstance("PKCS12");
        allowed.load(null, null);
        allowed.setCertificateEntry("gateway", gateway.getCertificate("it"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(allowed);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
        listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(demandsCertificate);
        Thread server = new Thread(this::answer, "tls-broker");
        server.setDaemon(true);
        server.start();
    }

    private void answer() {
        try (SSLSocket client = (SSLSocket) listener.accept()) {
            for (String answer : ANSWERS) {
                // One packet a record, as Paho writes them.
                client.getInputStream().read(new byte[256]);
                client.getOutputStream().write(HexFormat.of().parseHex(answer));
            }
            client.getInputStream().read(new byte[256]);
        } catch (IOException e) {
            // The client hung up: the test says why.
            return;
        }
    }

    private void start(Path trust, @Nullable Secret identity) throws DriverException {
        MqttInSettings settings = new MqttInSettings(
                URI.create("mqtts://127.0.0.1:" + listener.getLocalPort()),
                null,
                null,
                identity,
                trust,
                false,
                null,
                true,
                DeviceKind.PLAIN,
                null,
                RetainedAs.UNCERTAIN,
                null,
                null,
                null,
                new ByteSize(65_536),
                Duration.ofSeconds(20));
        driver = new MqttInDriver(settings, new TestContext("sensors", new ManualClock(), directory.resolve("own")));
        driver.open();
        driver.start(List.of(new Point("sensors", "a", "plant/a", ValueType.ANY, "1")), sink);
    }

    private DriverException refused(Path trust, @Nullable Secret identity) {
        DriverException refused = catchThrowableOfType(DriverException.class, () -> start(trust, identity));
        assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(Reason.REFUSED);
        return refused;
    }

    @Test
    void trustedBrokerIsHeard() throws Exception {
        serve(broker, false);
        start(certificate("broker", broker), null);
        assertThat(sink.await(1, BOUND).get(0).value()).hasToString("Text[value=17.]");
    }

    @Test
    void certificateIsShownWhereItIsDemanded() throws Exception {
        serve(broker, true);
        start(certificate("broker", broker), identity());
        assertThat(sink.await(1, BOUND)).hasSize(1);
    }

    /** Its word may be overtaken by its reset, so the reason is one of two. */
    @Test
    void brokerThatDemandsACertificateThatWeDoNotHaveIsToldSo() throws Exception {
        serve(broker, true);
        Path trust = certificate("broker", broker);
        assertThat(catchThrowableOfType(DriverException.class, () -> start(trust, null)))
                .message()
                .contains("look at 'identity'");
    }

    @Test
    void brokerThatNobodyVouchesForIsRefused() throws Exception {
        serve(broker, false);
        assertThat(refused(certificate("elsewhere", elsewhere), null)).message().contains("in 'trust'");
    }

    @Test
    void certificateForAnotherNameIsRefused() throws Exception {
        serve(elsewhere, false);
        assertThat(refused(certificate("elsewhere", elsewhere), null)).message().contains("is for another name");
    }
}
