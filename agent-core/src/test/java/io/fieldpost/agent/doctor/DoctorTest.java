package io.fieldpost.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.ClockProbe;
import io.fieldpost.agent.console.Language;
import io.fieldpost.agent.console.Words;
import io.fieldpost.config.ByteSize;
import io.fieldpost.config.Secret;
import io.fieldpost.config.gateway.ConsoleSettings;
import io.fieldpost.config.gateway.Destination;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.config.gateway.Identity;
import io.fieldpost.config.gateway.PayloadFormat;
import io.fieldpost.config.gateway.PluginSettings;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.config.gateway.StartsAt;
import io.fieldpost.config.gateway.StoreSettings;
import io.fieldpost.driver.Remark;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    private static final Words WORDS = Words.beside(Doctor.class, Language.EN);
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private record Settings(URI endpoint) {}

    @TempDir
    Path root;

    @Test
    void gatewayInOrderHasNothingToRepair() throws Exception {
        Files.createDirectories(root.resolve("run/systemd/timesync"));
        Files.createFile(root.resolve("run/systemd/timesync/synchronized"));
        Path password = Files.writeString(root.resolve("password"), "hunter2");
        try (ServerSocket broker = listen();
                ServerSocket machine = listen()) {
            List<Finding> findings = examine(config(
                    broker.getLocalPort(), machine.getLocalPort(), new Secret(Secret.Kind.FILE, password.toString())));

            assertThat(findings).extracting(Finding::level).containsOnly(Finding.Level.OK, Finding.Level.SKIPPED);
            assertThat(findings)
                    .extracting(Finding::subject)
                    .containsExactly(
                            "java",
                            "user",
                            "clock",
                            "configuration",
                            "store",
                            "destination city",
                            "destination city",
                            "source press-1",
                            "agent");
            assertThat(findings).noneMatch(finding -> finding.toString().contains("hunter2"));
            assertThat(Doctor.exitCode(findings)).isZero();
        }
    }

    @Test
    void refusedConnectionsAreFailuresWithAdvice() throws Exception {
        int closed = closedPort();

        List<Finding> findings = examine(config(closed, closed, new Secret(Secret.Kind.ENV, "PASSWORD")));

        assertThat(about(findings, "destination city").found())
                .isEqualTo("127.0.0.1:" + closed + " (127.0.0.1) refuses the connection");
        assertThat(about(findings, "source press-1").level()).isEqualTo(Finding.Level.FAIL);
        assertThat(about(findings, "source press-1").next()).contains("The device is there");
        assertThat(Doctor.exitCode(findings)).isEqualTo(1);
    }

    @Test
    void whatADriverSaysOfASourcesSettingsIsAWarning() {
        RemarkCheck check = new RemarkCheck(verdict(), new Remark("security", "insecure: anyone can read it"));
        assertThat(check.examine().level()).isEqualTo(Finding.Level.WARN);
        assertThat(check.examine().found()).isEqualTo("security: insecure: anyone can read it");
    }

    @Test
    void deviceThatCallsIsNotCalled() {
        assertThat(Endpoint.in(new Caller("opc.tcp://10.0.0.1:4840", "0.0.0.0:4841")))
                .isEmpty();
        assertThat(Endpoint.in(new Caller("opc.tcp://10.0.0.1:4840", null))).hasSize(1);
    }

    private record Caller(String endpoint, @Nullable String listen) {}

    @Test
    void brokenConfigurationIsToldAndTheRestIsSkipped() throws Exception {
        ConfigurationRead read = new ConfigurationRead("gateway.yaml", null, List.of("a:1:1: x", "b", "c", "d"));

        List<Finding> findings = examine(read);

        assertThat(about(findings, "configuration").found()).isEqualTo("gateway.yaml: 4 problems: a:1:1: x; b; c; …");
        assertThat(about(findings, "everything else").level()).isEqualTo(Finding.Level.SKIPPED);
        assertThat(Doctor.exitCode(findings)).isEqualTo(1);
    }

    @Test
    void nameThatCannotBeResolvedIsSaid() {
        // RFC 6761, 6.4: names under "invalid" never exist.
        ReachCheck check = new ReachCheck(verdict(), "source", new Endpoint("press.invalid", 4840), false);
        assertThat(check.examine().found()).isEqualTo("the name press.invalid cannot be resolved");
    }

    @Test
    void checkThatHangsIsLeftBehind() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Check hung = check("name server", () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            throw new IllegalStateException("nobody waits for this");
        });
        Check next = check("next", () -> verdict().ok("user.ok", "me"));
        List<String> heard = new ArrayList<>();

        List<Finding> findings = new Doctor(WORDS, Duration.ofSeconds(1)).examine(List.of(hung), hearing(heard));
        findings = new ArrayList<>(findings);
        findings.addAll(new Doctor(WORDS, Duration.ofSeconds(30)).examine(List.of(next), hearing(heard)));

        assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(findings).extracting(Finding::level).containsExactly(Finding.Level.FAIL, Finding.Level.OK);
        assertThat(findings.get(0).found()).isEqualTo("gave no answer within 1000 ms");
        assertThat(heard).containsExactly("name server", "FAIL", "next", "OK");
    }

    @Test
    void checkThatBreaksIsAFindingAndNotTheEnd() throws Exception {
        Check broken = check("broken", () -> {
            throw new IllegalStateException("oops");
        });
        List<Finding> findings =
                new Doctor(WORDS, Duration.ofSeconds(30)).examine(List.of(broken), hearing(new ArrayList<>()));
        assertThat(findings.get(0).found()).contains("oops");
        assertThat(findings.get(0).level()).isEqualTo(Finding.Level.FAIL);
    }

    @Test
    void clockThatCannotBeRightFails() {
        ClockCheck check = new ClockCheck(verdict(), new ClockProbe(root), () -> Instant.EPOCH.plusSeconds(60));
        assertThat(check.examine().level()).isEqualTo(Finding.Level.FAIL);
        assertThat(check.examine().found()).isEqualTo("1970-01-01T00:01:00Z cannot be right");
    }

    @Test
    void heapThatIsTooSmallIsAWarning() {
        assertThat(new JavaCheck(verdict(), Runtime.version(), 16L << 20)
                        .examine()
                        .level())
                .isEqualTo(Finding.Level.WARN);
        assertThat(new JavaCheck(verdict(), Runtime.Version.parse("11.0.2"), 1L << 30)
                        .examine()
                        .level())
                .isEqualTo(Finding.Level.FAIL);
    }

    @Test
    void secretIsLookedForAndNeverPrinted() throws IOException {
        Files.writeString(root.resolve("device"), "hunter2");
        Map<String, String> environment = Map.of("CREDENTIALS_DIRECTORY", root.toString(), "PASSWORD", "hunter2");

        assertThat(secret(Secret.Kind.ENV, "PASSWORD", environment))
                .isEqualTo(new Finding(Finding.Level.OK, "it", "env:PASSWORD is there", ""));
        assertThat(secret(Secret.Kind.ENV, "OTHER", environment).level()).isEqualTo(Finding.Level.WARN);
        assertThat(secret(Secret.Kind.CREDENTIAL, "device", environment).level())
                .isEqualTo(Finding.Level.OK);
        assertThat(secret(Secret.Kind.CREDENTIAL, "other", environment).level()).isEqualTo(Finding.Level.FAIL);
        assertThat(secret(Secret.Kind.CREDENTIAL, "device", Map.of()).level()).isEqualTo(Finding.Level.SKIPPED);
        assertThat(secret(Secret.Kind.FILE, root.resolve("no").toString(), environment)
                        .level())
                .isEqualTo(Finding.Level.FAIL);
        Path empty = Files.createFile(root.resolve("empty"));
        assertThat(secret(Secret.Kind.FILE, empty.toString(), environment).found())
                .isEqualTo("file:" + empty + " is empty");
    }

    @Test
    void trustFileMustHoldACertificate() throws IOException {
        Path file = root.resolve("ca.pem");
        assertThat(new TrustCheck(verdict(), file).examine().found()).isEqualTo("there is no file " + file);
        Files.writeString(file, "not a certificate\n");
        assertThat(new TrustCheck(verdict(), file).examine().level()).isEqualTo(Finding.Level.FAIL);
    }

    @Test
    void runningAgentIsAskedForItsHealth() throws Exception {
        assertThat(page("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok\n").level())
                .isEqualTo(Finding.Level.OK);
        Finding complains = page("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 12\r\n\r\nstore: full\n");
        assertThat(complains.level()).isEqualTo(Finding.Level.WARN);
        assertThat(complains.found()).isEqualTo("running, and says: store: full");
        assertThat(page("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello").found())
                .startsWith("something else");
        assertThat(page("SSH-2.0-OpenSSH_9.2\r\n").found()).endsWith("it does not speak HTTP");
        assertThat(new PageCheck(verdict(), closedPort()).examine().level()).isEqualTo(Finding.Level.SKIPPED);
    }

    @Test
    void columnsStandUnderEachOtherInBothLanguages() {
        Finding finding = new Finding(Finding.Level.FAIL, "本地存储", "found", "do this");

        assertThat(new FindingPrinter(Language.EN).print(new Finding(Finding.Level.OK, "store", "found", "")))
                .isEqualTo("ok    store             found");
        assertThat(new FindingPrinter(Language.ZH).print(finding))
                .isEqualTo("失败  本地存储          found\n      → do this");
        assertThat(new FindingPrinter(Language.EN).summary(List.of(finding))).isEqualTo("1 to repair, 0 to look at");
    }

    private Finding page(String answer) throws Exception {
        try (ServerSocket server = listen()) {
            Thread agent = new Thread(() -> answerOnce(server, answer));
            agent.start();
            Finding finding = new PageCheck(verdict(), server.getLocalPort()).examine();
            agent.join();
            return finding;
        }
    }

    private static void answerOnce(ServerSocket server, String answer) {
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            socket.getInputStream().read(new byte[1024]);
            out.write(answer.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Finding secret(Secret.Kind kind, String name, Map<String, String> environment) {
        return new SecretCheck(verdict(), new Secret(kind, name), environment).examine();
    }

    private List<Finding> examine(ConfigurationRead read) throws InterruptedException {
        Surroundings surroundings = new Surroundings(
                Runtime.version(),
                1L << 30,
                "fieldpost",
                InstantSource.fixed(NOW),
                new ClockProbe(root),
                existing -> new Card("ext4", 8L << 30),
                Map.of());
        List<Check> checks = new Checks(WORDS, surroundings).of(read);
        return new Doctor(WORDS, Duration.ofSeconds(30)).examine(checks, hearing(new ArrayList<>()));
    }

    private ConfigurationRead config(int brokerPort, int machinePort, @Nullable Secret password) {
        Destination destination = new Destination(
                "city",
                URI.create("mqtt://127.0.0.1:" + brokerPort),
                PayloadFormat.JSON,
                null,
                null,
                password == null ? null : "dg-0007",
                password,
                false,
                16,
                StartsAt.OLDEST,
                null);
        Source source = new Source(
                "press-1",
                "opcua",
                new Settings(URI.create("opc.tcp://127.0.0.1:" + machinePort)),
                List.of(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                List.of(),
                List.of());
        StoreSettings store = new StoreSettings(
                root.resolve("store"), new ByteSize(2L << 30), Duration.ofSeconds(1), null, new ByteSize(0), 0);
        GatewayConfig config = new GatewayConfig(
                new Identity("dg-0007", "changan/line-3"),
                List.of(source),
                List.of(destination),
                List.of(),
                store,
                new ConsoleSettings(0, true),
                new PluginSettings(root.resolve("plugins"), List.of(), List.of()));
        return new ConfigurationRead("gateway.yaml", config, List.of());
    }

    private static Finding about(List<Finding> findings, String subject) {
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private static Verdict verdict() {
        return new Verdict(WORDS, "it");
    }

    private static Check check(String subject, java.util.function.Supplier<Finding> examination) {
        return new Check() {
            @Override
            public String subject() {
                return subject;
            }

            @Override
            public Finding examine() {
                return examination.get();
            }
        };
    }

    private static Doctor.Progress hearing(List<String> heard) {
        return new Doctor.Progress() {
            @Override
            public void begins(String subject) {
                heard.add(subject);
            }

            @Override
            public void found(Finding finding) {
                heard.add(finding.level().name());
            }
        };
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 8, InetAddress.getByName("127.0.0.1"));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = listen()) {
            return socket.getLocalPort();
        }
    }
}
