package io.fieldpost.agent.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.agent.status.AgentStatus;
import io.fieldpost.agent.status.SourceStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusServerTest {
    private static final int PATIENCE_MILLIS = 60_000;

    private final AtomicReference<AgentStatus> status = new AtomicReference<>(SampleStatus.well());
    private final HttpClient browser = HttpClient.newHttpClient();
    private StatusServer server;

    @BeforeEach
    void start() throws ConsoleException {
        server = StatusServer.start(0, status::get);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pageTellsWhoAndHowInOneSentence() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body())
                .contains(
                        "dg-0007",
                        "changan/line-3",
                        "All is well",
                        "218.44\u00a0°C",
                        "12 s ago",
                        "lasts 19 h at the present rate");
    }

    @Test
    void everyAnswerForbidsStoringFramingAndForeignContent() throws Exception {
        for (String path :
                List.of("/", "/status.json", "/metrics", "/health", "/status.css", "/status.js", "/nowhere")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                    .contains("default-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        }
    }

    @Test
    void pageLoadsNothingFromElsewhereAndHasNoInlineScriptOrStyle() throws Exception {
        assertThat(get("/").body())
                .doesNotContain("=\"http", "src=\"//", "<style", " style=", " onload=")
                .doesNotContainPattern("<script(?! src=\"/status.js\")");
    }

    @Test
    void browserThatPrefersChineseGetsChineseUnlessTheAddressSaysOtherwise() throws Exception {
        assertThat(get("/", "Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8").body())
                .contains("lang=\"zh-CN\"", "一切正常", "12 秒前");
        assertThat(get("/?lang=en", "Accept-Language", "zh-CN").body()).contains("lang=\"en\"", "All is well");
        assertThat(get("/?lang=zh").body()).contains("一切正常");
        assertThat(get("/", "Accept-Language", "fr;q=x;;,,").body()).contains("All is well");
    }

    @Test
    void healthIsOkUntilAPersonIsNeeded() throws Exception {
        assertThat(get("/health").body()).isEqualTo("ok\n");

        status.set(SampleStatus.withSource(SampleStatus.source(SourceStatus.State.HUNG, "read did not return")));
        HttpResponse<String> hung = get("/health");
        assertThat(hung.statusCode()).isEqualTo(503);
        assertThat(hung.body()).isEqualTo("source press-1 is hung: read did not return\n");

        status.set(SampleStatus.withSource(SampleStatus.source(SourceStatus.State.WAITING, "connection refused")));
        assertThat(get("/health").statusCode()).isEqualTo(200);

        status.set(SampleStatus.withStoreComplaint("no space left"));
        assertThat(get("/health").body()).isEqualTo("store: no space left\n");
    }

    @Test
    void hostThatIsNotThisMachineIsRefused() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: rebind.example:8484\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ")
                .doesNotContain("dg-0007");
        assertThat(raw("GET / HTTP/1.1\r\nHost: 127.0.0.1.rebind.example\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(raw("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nHost: rebind.example\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        for (String host : List.of("localhost", "LOCALHOST:8484", "127.0.0.1:1", "[::1]:8484")) {
            assertThat(raw("GET /health HTTP/1.1\r\nConnection: close\r\nHost: " + host + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void onlyReadingIsAllowed() throws Exception {
        HttpRequest post =
                request("/").POST(HttpRequest.BodyPublishers.ofString("x")).build();
        HttpResponse<String> answer = browser.send(post, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).hasValue("GET, HEAD");
    }

    @Test
    void headAnswersWithTheLengthAndNoBody() throws Exception {
        String answer = raw("HEAD /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains("content-length: 3")
                .endsWith("\r\n\r\n");
    }

    @Test
    void whatCannotBeReadIsABadRequestAndWhatIsNotThereIsNotFound() throws Exception {
        assertThat(raw("rubbish\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(raw("GET /?lang=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(raw("GET /" + "a".repeat(2000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(9000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
        HttpResponse<String> nowhere = get("/../etc/passwd");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.body()).isEqualTo("no such page: there are /, /status.json, /metrics and /health\n");
    }

    @Test
    void snapshotThatFailsShowsNoStackTrace() throws Exception {
        status.set(null);
        HttpResponse<String> answer = get("/");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("the page could not be made; the log says why\n");
        status.set(SampleStatus.well());
        assertThat(get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void seventeenthConnectionIsTurnedAwayAndAFreedPlaceIsGivenAgain() throws Exception {
        List<Socket> browsers = new ArrayList<>();
        try {
            for (int i = 0; i < 16; i++) {
                browsers.add(connect());
                assertThat(health(browsers.get(i))).startsWith("HTTP/1.1 200 ");
            }
            try (Socket tooMany = connect()) {
                String answer = new String(tooMany.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertThat(answer)
                        .startsWith("HTTP/1.1 503 ")
                        .endsWith("\r\n\r\ntoo many browsers are open on this page now\n");
            }
            String last =
                    raw(browsers.remove(0), "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(last).startsWith("HTTP/1.1 200 ");
            assertThat(get("/health").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : browsers) {
                socket.close();
            }
        }
    }

    @Test
    void portInUseIsOneClearMessage() {
        int port = server.address().getPort();
        assertThatThrownBy(() -> StatusServer.start(port, status::get))
                .isInstanceOf(ConsoleException.class)
                .hasMessageStartingWith("status page can't be served on 127.0.0.1:" + port + ": ")
                .hasMessageContaining("console: { port: 0 }");
    }

    @Test
    void listensOnLoopbackOnlyAndLetsThePortGo() throws Exception {
        assertThat(server.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(server.page())
                .isEqualTo(URI.create("http://127.0.0.1:" + server.address().getPort() + "/"));
        server.close();
        try (ServerSocket again = new ServerSocket()) {
            again.setReuseAddress(true);
            again.bind(server.address());
            assertThat(again.isBound()).isTrue();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.address().getPort() + path));
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), server.address().getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private String raw(String request) throws IOException {
        return raw(connect(), request);
    }

    /** Sends as it is, and reads until the server closes. */
    private static String raw(Socket connection, String request) throws IOException {
        try (Socket socket = connection) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Asks for health and leaves the connection open. */
    private static String health(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\nok\n") < 0) {
            int read = socket.getInputStream().read();
            assertThat(read).as("closed after: " + answer).isNotNegative();
            answer.append((char) read);
        }
        return answer.toString();
    }
}
