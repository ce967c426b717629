package io.fieldpost.driver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, with a server of another make than the engine's own wire: what is trusted, and what is not. */
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final byte[] LARGE = new byte[300_000];

    @TempDir
    static Path directory;

    private static final ExecutorService WORKERS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "https-server");
        thread.setDaemon(true);
        return thread;
    });
    private static HttpsServer server;
    private static Path certificate;
    private static Path other;

    @BeforeAll
    static void startAServer() throws Exception {
        Arrays.fill(LARGE, (byte) 'x');
        KeyStore keys = keys("device", "ip:127.0.0.1");
        certificate = pem("device", keys);
        other = pem("other", keys("other", "ip:127.0.0.1"));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(WORKERS);
        server.createContext("/", exchange -> {
            boolean large = exchange.getRequestURI().getPath().equals("/large");
            exchange.sendResponseHeaders(200, large ? LARGE.length : 2);
            exchange.getResponseBody().write(large ? LARGE : new byte[] {'{', '}'});
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stopTheServer() {
        server.stop(0);
        WORKERS.shutdownNow();
    }

    private static KeyStore keys(String name, String san) throws Exception {
        Path store = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "30",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + san,
                        "-alias",
                        "it",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static Path pem(String name, KeyStore keys) throws Exception {
        return Files.writeString(
                directory.resolve(name + ".pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(keys.getCertificate("it").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    private static WebDevice device(String host, @Nullable Path trust) {
        URI url = URI.create("https://" + host + ":" + server.getAddress().getPort());
        return new WebDevice(
                new HttpAccess(url, Map.of(), Map.of(), null, null, null, trust, false, Duration.ofSeconds(20)), "*/*");
    }

    private static DriverException failure(WebDevice device) {
        try (device) {
            DriverException failure = catchThrowableOfType(DriverException.class, device::connect);
            assertThat(failure).isNotNull();
            return failure;
        }
    }

    @Test
    void deviceWhoseOwnCertificateIsInTheFileIsTrusted() throws Exception {
        try (WebDevice device = device("127.0.0.1", certificate)) {
            device.connect();
            assertThat(device.get("/", 10).body()).asString().isEqualTo("{}");
            assertThat(device.get("/large", 1 << 20).body()).isEqualTo(LARGE);
            assertThat(device.get("/", 10).body()).asString().isEqualTo("{}");
        }
    }

    @Test
    void unknownCertificateIsRefusedWithWhatToDo() {
        DriverException failure = failure(device("127.0.0.1", null));
        assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
        assertThat(failure)
                .hasMessageContaining(
                        "certificate is not trusted; name its authority, or the certificate itself, in 'trust'")
                .hasMessageContaining("https://127.0.0.1");
    }

    @Test
    void anotherDevicesCertificateIsRefused() throws Exception {
        DriverException failure = failure(device("127.0.0.1", other));
        assertThat(failure).hasMessageContaining("certificate is not trusted");
    }

    @Test
    void fileThatHasChangedCountsFromTheNextConnectionOn() throws Exception {
        Path file = Files.copy(other, directory.resolve("changing.pem"));
        try (WebDevice device = device("127.0.0.1", file)) {
            assertThat(catchThrowableOfType(DriverException.class, device::connect))
                    .hasMessageContaining("certificate is not trusted");
            Files.copy(certificate, file, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
            device.connect();
        }
    }

    @Test
    void certificateForAnotherNameIsRefused() {
        DriverException failure = failure(device("localhost", certificate));
        assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
        assertThat(failure).hasMessageContaining("certificate is for another name");
    }

    @Test
    void fileThatIsNotThereOrHoldsNoneIsAMatterOfConfiguration() throws Exception {
        DriverException missing = failure(device("127.0.0.1", directory.resolve("none.pem")));
        assertThat(missing.reason()).isEqualTo(Reason.CONFIGURATION);
        assertThat(missing).hasMessageContaining("there is no file").hasMessageContaining("'trust'");
        Path empty = Files.writeString(directory.resolve("empty.pem"), "nothing");
        assertThat(failure(device("127.0.0.1", empty))).hasMessageContaining("no certificate in it");
    }

    @Test
    void plainServerBehindHttpsIsToldAsSuch() throws Exception {
        try (ScriptedServer plain = ScriptedServer.saying("HTTP/1.1 400 Bad\r\n\r\n")) {
            URI url = URI.create("https://127.0.0.1:" + plain.url("/").getPort());
            WebDevice device = new WebDevice(
                    new HttpAccess(url, Map.of(), Map.of(), null, null, null, null, false, Duration.ofMillis(300)),
                    "*/*");
            assertThat(failure(device).reason()).isNotEqualTo(Reason.CONFIGURATION);
        }
    }
}
