package io.fieldpost.driver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldpost.config.Secret;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebDeviceTest {
    private static final int MOST = 1000;
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    @TempDir
    Path directory;

    static HttpAccess access(URI url, Duration timeout) {
        return new HttpAccess(url, Map.of(), Map.of(), null, null, null, null, false, timeout);
    }

    private static WebDevice device(ScriptedServer server) {
        return new WebDevice(access(server.url("/"), Duration.ofSeconds(20)), "application/json");
    }

    private static String text(HttpAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static DriverException failure(WebDevice device, String target) {
        DriverException failure = catchThrowableOfType(DriverException.class, () -> device.get(target, MOST));
        assertThat(failure).as("a failure of " + target).isNotNull();
        return failure;
    }

    private static DriverException failureOf(String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.saying(answer);
                WebDevice device = device(server)) {
            return failure(device, "/status");
        }
    }

    private Secret secret(String text) throws Exception {
        return Secret.parse("file:" + Files.writeString(Files.createTempFile(directory, "secret", ""), text));
    }

    @Test
    void oneConnectionIsKeptForSeveralRequests() throws Exception {
        try (ScriptedServer server = new ScriptedServer((request, out) -> {
                    out.write(OK.getBytes(StandardCharsets.US_ASCII));
                    return true;
                });
                WebDevice device = device(server)) {
            for (String target : new String[] {"/a", "/b?c=d", "/a"}) {
                assertThat(text(device.get(target, MOST))).isEqualTo("{}");
            }
            assertThat(server.requests)
                    .extracting(each -> each.split("\r\n")[0])
                    .containsExactly("GET /a HTTP/1.1", "GET /b?c=d HTTP/1.1", "GET /a HTTP/1.1");
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void requestSaysWhoAsksWhatAndWithWhichSecrets() throws Exception {
        // User and password are the example of RFC 7617, section 2.
        try (ScriptedServer server = ScriptedServer.saying(OK);
                WebDevice device = new WebDevice(
                        new HttpAccess(
                                server.url("/"),
                                Map.of("X-Unit", "metric units"),
                                Map.of("X-Api-Key", secret("k-17\n")),
                                "Aladdin",
                                secret("open sesame\n"),
                                null,
                                null,
                                false,
                                Duration.ofSeconds(20)),
                        "application/json")) {
            device.get("/status", MOST);
            assertThat(server.requests.get(0).split("\r\n"))
                    .contains(
                            "GET /status HTTP/1.1",
                            "Host: 127.0.0.1:" + server.url("/").getPort(),
                            "Accept: application/json",
                            "X-Unit: metric units",
                            "X-Api-Key: k-17",
                            "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        }
    }

    @Test
    void tokenIsSentAsBearerAndReadAnewForEachConnection() throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "first");
        try (ScriptedServer server = ScriptedServer.saying(OK);
                WebDevice device = new WebDevice(
                        new HttpAccess(
                                server.url("/"),
                                Map.of(),
                                Map.of(),
                                null,
                                null,
                                Secret.parse("file:" + file),
                                null,
                                false,
                                Duration.ofSeconds(20)),
                        "application/json")) {
            device.get("/", MOST);
            Files.writeString(file, "second");
            device.get("/", MOST);
            assertThat(server.requests.get(0)).contains("\r\nAuthorization: Bearer first\r\n");
            assertThat(server.requests.get(1)).contains("\r\nAuthorization: Bearer second\r\n");
            Files.writeString(file, "with\nanother: header");
            DriverException refused = failure(device, "/");
            assertThat(refused.reason()).isEqualTo(Reason.CONFIGURATION);
            assertThat(refused).hasMessageContaining("characters that no header may have");
        }
    }

    @Test
    void restingConnectionThatTheDeviceClosedIsNoFailure() throws Exception {
        try (ScriptedServer server = new ScriptedServer((request, out) -> {
                    out.write(OK.getBytes(StandardCharsets.US_ASCII));
                    return true;
                });
                WebDevice device = device(server)) {
            for (int connection = 1; connection <= 3; connection++) {
                assertThat(text(device.get("/", MOST))).isEqualTo("{}");
                assertThat(server.connections).hasValue(connection);
                server.closeConnections();
            }
        }
    }

    @Test
    void answerThatNobodyAskedForIsNeverTakenForTheNext() throws Exception {
        try (ScriptedServer server = new ScriptedServer((request, out) -> {
                    out.write(OK.getBytes(StandardCharsets.US_ASCII));
                    return true;
                });
                WebDevice device = device(server)) {
            assertThat(text(device.get("/", MOST))).isEqualTo("{}");
            server.says("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlies");
            assertThat(text(device.get("/", MOST))).isEqualTo("{}");
            assertThat(server.connections).hasValue(2);
        }
    }

    @Test
    void connectionThatIsClosedInsteadOfAnAnswerIsTriedOnceMore() throws Exception {
        try (ScriptedServer server = new ScriptedServer((request, out) -> {
                    if (request.startsWith("GET /bad")) {
                        return false;
                    }
                    out.write(OK.getBytes(StandardCharsets.US_ASCII));
                    return true;
                });
                WebDevice device = device(server)) {
            device.get("/good", MOST);
            DriverException failure = failure(device, "/bad");
            assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(failure)
                    .hasMessageContaining("closed the connection without an answer")
                    .hasMessageContaining("/bad");
            assertThat(server.requests).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200\r\ncontent-length:5, 5\r\n\r\nhello",
                "HTTP/1.0 200 OK\r\n\r\nhello",
                "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n003;a=b\r\nllo\r\n0\r\nTrailer: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello"
            })
    void everyWayToFrameABodyIsRead(String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.saying(answer);
                WebDevice device = device(server)) {
            assertThat(text(device.get("/", MOST))).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'SSH-2.0-OpenSSH_9.2\r\n'|what answers is no web server",
                "'HTTP/2 200\r\n\r\n'|what answers is no web server",
                "'HTTP/1.1 200 OK\r\nno header\r\n\r\n'|a line of the head is no header: no header",
                "'HTTP/1.1 200 OK\r\n folded: x\r\n\r\n'|a line of the head is no header",
                "'HTTP/1.1 200 OK\r\nContent-Le'|closed the connection within its answer",
                "'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'|closed the connection after 4 bytes",
                "'HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n'|answer of 1001 bytes; at most 1000 are read",
                "'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n'|content length that is none: -1",
                "'HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n'|content length that is none: 1, 2",
                "'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n'|transfer encoding that nobody asked for: gzip",
                "'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx'|answer is compressed (gzip)",
                "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n'|no size of a chunk behind 0 bytes of body: xyz",
                "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n'|a chunk is longer than it said",
                "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n'|answer of more than 1000 bytes",
                "'HTTP/1.1 302 Found\r\nLocation: http://10.9.8.7/x\r\n\r\n'|redirects to http://10.9.8.7/x, which is another server",
                "'HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/\r\n\r\n'|redirects to https://127.0.0.1/, which is another server",
                "'HTTP/1.1 302 Found\r\nLocation: ht tp:\r\n\r\n'|redirects to what is no URL: ht tp:",
                "'HTTP/1.1 301 Moved\r\nLocation: /status\r\n\r\n'|redirects in a circle"
            })
    void eachLieIsOneClearMessage(String answer, String message) throws Exception {
        DriverException failure = failureOf(answer);
        assertThat(failure.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(failure).hasMessageContaining(message).hasMessageContaining("/status");
    }

    @Test
    void endlessAnswersEndAtTheirLimits() throws Exception {
        assertThat(failureOf("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(5000)))
                .hasMessageContaining("more than 1000 bytes");
        assertThat(failureOf("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(5000)))
                .hasMessageContaining("more than 1000 bytes");
        assertThat(failureOf("HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(10_000)))
                .hasMessageContaining("head of more than");
        assertThat(failureOf("HTTP/1.1 100 Continue\r\n\r\n".repeat(20))).hasMessageContaining("interim");
    }

    @Test
    void redirectsWithinTheDeviceAreFollowedAndCounted() throws Exception {
        try (ScriptedServer server = new ScriptedServer((request, out) -> {
                    String answer = request.startsWith("GET /new?x=1 ")
                            ? OK
                            : request.startsWith("GET /old ")
                                    ? "HTTP/1.1 307 T\r\nLocation: new?x=1\r\nContent-Length: 0\r\n\r\n"
                                    : "HTTP/1.1 302 F\r\nLocation: /n" + "n".repeat(request.indexOf(" HTTP"))
                                            + "\r\nContent-Length: 0\r\n\r\n";
                    out.write(answer.getBytes(StandardCharsets.US_ASCII));
                    return true;
                });
                WebDevice device = device(server)) {
            assertThat(text(device.get("/old", MOST))).isEqualTo("{}");
            assertThat(server.connections).hasValue(1);
            assertThat(failure(device, "/n")).hasMessageContaining("redirects more than 5 times");
        }
    }

    @Test
    void statusThatIsNoSuccessIsAnAnswer() throws Exception {
        try (ScriptedServer server = ScriptedServer.saying("HTTP/1.1 404 Nope\r\nContent-Length: 0\r\n\r\n");
                WebDevice device = device(server)) {
            HttpAnswer answer = device.get("/", MOST);
            assertThat(answer.isSuccess()).isFalse();
            assertThat(answer.statusText()).isEqualTo("404 (not found)");
        }
    }

    @Test
    void silenceAndDripsEndAtTheDeadline() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer((request, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    for (int i = 0; i < 900 && over.getCount() > 0 && request.startsWith("GET /drip"); i++) {
                        out.write('x');
                        LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
                    }
                    return true;
                });
                WebDevice device = new WebDevice(access(server.url("/"), Duration.ofMillis(500)), "*/*")) {
            for (String target : new String[] {"/silence", "/drip"}) {
                DriverException failure = failure(device, target);
                assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
                assertThat(failure)
                        .hasMessageContaining("gave no whole answer within 500 ms")
                        .hasMessageContaining(target);
            }
        } finally {
            over.countDown();
        }
    }

    @Test
    void deadlineThatHasPassedEndsAReadAlthoughBytesAreThere() throws Exception {
        try (ScriptedServer server = ScriptedServer.saying(OK)) {
            InetSocketAddress address =
                    new InetSocketAddress("127.0.0.1", server.url("/").getPort());
            long later = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            TcpWire wire = TcpWire.connect(address, later);
            wire.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)), later);
            assertThat(wire.read(ByteBuffer.allocate(1), later)).isEqualTo(1);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> wire.read(ByteBuffer.allocate(1), System.nanoTime() - 1));
            wire.close();
        }
    }

    @Test
    void interruptEndsAWaitAndStaysSet() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer((request, out) -> {
                    asked.countDown();
                    return true;
                });
                WebDevice device = device(server)) {
            FutureTask<String> call = new FutureTask<>(() -> {
                DriverException failure = failure(device, "/");
                return failure.reason() + " " + Thread.currentThread().isInterrupted();
            });
            Thread thread = new Thread(call, "interrupted");
            thread.start();
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();
            assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo("timeout true");
            thread.join();
        }
    }

    @Test
    void nobodyThereIsUnreachable() throws Exception {
        URI gone;
        try (ScriptedServer server = ScriptedServer.saying(OK)) {
            gone = server.url("/");
        }
        try (WebDevice device = new WebDevice(access(gone, Duration.ofSeconds(20)), "*/*")) {
            assertThat(failure(device, "/").reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(failure(device, "/")).hasMessageContaining("can't be reached: http://127.0.0.1");
        }
        try (WebDevice device =
                new WebDevice(access(URI.create("http://no-such-host.invalid/"), Duration.ofSeconds(20)), "*/*")) {
            assertThat(failure(device, "/"))
                    .hasMessageContaining("no address is known for the name no-such-host.invalid");
        }
    }
}
