package io.fieldpost.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.testkit.MachineCertificate;
import io.fieldpost.driver.trust.Fingerprint;
import io.fieldpost.driver.trust.OwnCertificates;
import io.fieldpost.driver.trust.OwnedFiles;
import io.fieldpost.driver.trust.StoredCertificate;
import io.fieldpost.driver.trust.TrustFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a technician types and reads when a machine shows its certificate for the first time. */
class TrustCommandTest {
    private static final X509Certificate MACHINE = MachineCertificate.numbered(1);
    private static final Fingerprint PRINT = Fingerprint.of(MACHINE);

    @TempDir
    Path directory;

    private Path store;
    private String out = "";
    private String err = "";

    @BeforeEach
    void aStoreIsThere() throws IOException {
        store = Files.createDirectory(directory.resolve("store"));
    }

    private TrustFolder source(String name) {
        return new TrustFolder(store.resolve("sources").resolve(name));
    }

    private void own(X509Certificate first) throws Exception {
        Path protocol = store.resolve("protocols/opcua");
        OwnedFiles.directory(protocol.resolve("own"));
        OwnedFiles.write(OwnCertificates.firstIn(protocol), first.getEncoded());
    }

    private StoredCertificate.State stateIn(String source) throws IOException {
        return source(source).read().certificates().get(0).state();
    }

    private int trust(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of("trust", command, "--language", "en"));
        all.addAll(List.of("--store", store.toString()));
        all.addAll(List.of(arguments));
        return execute(all);
    }

    private int execute(List<String> arguments) {
        StringWriter printed = new StringWriter();
        StringWriter complained = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(printed, true));
        commands.setErr(new PrintWriter(complained, true));
        int code = commands.execute(arguments.toArray(new String[0]));
        out = printed.toString();
        err = complained.toString();
        return code;
    }

    @Test
    void listTellsOwnWaitingAndTrustedInThisOrder() throws Exception {
        own(MachineCertificate.ending(LocalDate.of(2046, 1, 31)));
        source("press-2").quarantine(MachineCertificate.numbered(2));
        source("press-2").approve(source("press-2").read().certificates().get(0));
        source("press-1").quarantine(MACHINE);

        assertThat(trust("list")).isZero();
        List<String> lines = out.lines().toList();
        assertThat(lines.get(0)).contains("State", "SHA-256", "First seen");
        assertThat(lines.get(1)).startsWith("own ").contains("opcua", "2046-01-31");
        assertThat(lines.get(2))
                .startsWith("waiting ")
                .contains("press-1", PRINT.brief(), "CN=Press 1,O=Press Works", "urn:press-works:press-1");
        assertThat(lines.get(3)).startsWith("trusted ").contains("press-2");
        assertThat(lines.get(4)).isEqualTo("→ Compare, then decide: fieldpost trust show " + PRINT.brief());
    }

    /** A server of the gateway's own keeps its clients and their users in the same layout. */
    @Test
    void clientsAndUsersOfAServerAreDecidedAboutUnderItsName() throws Exception {
        TrustFolder server = new TrustFolder(store.resolve("servers/opcua"));
        TrustFolder users = new TrustFolder(store.resolve("servers/opcua/users"));
        server.quarantine(MACHINE);
        users.quarantine(MachineCertificate.numbered(2));

        assertThat(trust("approve", "servers/opcua")).isZero();
        assertThat(out).startsWith("trusted for servers/opcua from now on");
        assertThat(server.read().in(StoredCertificate.State.TRUSTED)).hasSize(1);
        assertThat(users.read().in(StoredCertificate.State.TRUSTED)).isEmpty();
        assertThat(trust("approve", "servers/opcua/users")).isZero();
        assertThat(users.read().in(StoredCertificate.State.TRUSTED)).hasSize(1);
    }

    @Test
    void nothingYetIsAnAnswerAndMakesNothing() {
        assertThat(trust("list")).isZero();
        assertThat(out).startsWith("no certificates yet");
        assertThat(store).isEmptyDirectory();
    }

    @Test
    void showTellsAllThatTwoPeopleCompare() throws Exception {
        source("press-1").quarantine(MACHINE);
        assertThat(trust("show", PRINT.brief())).isZero();
        assertThat(out)
                .contains("waits for a person; of press-1")
                .contains("urn:press-works:press-1", "press-1.plant, 10.20.0.11", "itself")
                .contains(PRINT.spoken().lines().toList())
                .contains(Fingerprint.sha1(MACHINE).spoken().lines().toList())
                .contains("fieldpost trust approve " + PRINT.brief());
    }

    @ParameterizedTest
    @ValueSource(strings = {"press-1", "brief", "hex", "spoken"})
    void approveUnderstandsWhateverAPersonWouldType(String form) throws Exception {
        source("press-1").quarantine(MACHINE);
        String id = switch (form) {
            case "brief" -> PRINT.brief();
            case "hex" -> PRINT.hex();
            case "spoken" -> PRINT.spoken();
            default -> form;
        };
        assertThat(trust("approve", id)).isZero();
        assertThat(out)
                .startsWith("trusted for press-1 from now on: CN=Press 1")
                .contains(PRINT.spoken().lines().toList());
        assertThat(stateIn("press-1")).isEqualTo(StoredCertificate.State.TRUSTED);
    }

    @Test
    void approvingTwiceSaysSo() throws Exception {
        source("press-1").quarantine(MACHINE);
        trust("approve", "press-1");
        assertThat(trust("approve", PRINT.brief())).isZero();
        assertThat(out).startsWith("trusted for press-1 already");
    }

    @Test
    void rejectSaysWhatItMeansForTheRunningConnection() throws Exception {
        source("press-1").quarantine(MACHINE);
        trust("approve", "press-1");
        assertThat(trust("reject", PRINT.brief())).isZero();
        assertThat(out).startsWith("no longer trusted for press-1").contains("until it ends");
        assertThat(stateIn("press-1")).isEqualTo(StoredCertificate.State.WAITING);
        assertThat(trust("reject", "press-1")).isZero();
        assertThat(out).startsWith("forgotten for press-1");
        assertThat(source("press-1").read().certificates()).isEmpty();
    }

    @Test
    void ownCertificateGoesToTheMachineAsAFile() throws Exception {
        X509Certificate own = MachineCertificate.ending(LocalDate.of(2046, 1, 31));
        own(own);
        assertThat(trust("show", "own")).isZero();
        assertThat(out).contains("--pem > gateway.pem").contains(store.toString());

        assertThat(trust("show", "own", "--pem")).isZero();
        var read = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(out.getBytes(StandardCharsets.US_ASCII)));
        assertThat(read).isEqualTo(own);
        assertThat(out.lines()).allMatch(line -> line.length() <= 64);
    }

    @Test
    void nobodyApprovesTheGatewaysOwnCertificate() throws Exception {
        X509Certificate own = MachineCertificate.ending(LocalDate.of(2046, 1, 31));
        own(own);
        assertThat(trust("approve", Fingerprint.of(own).brief())).isEqualTo(1);
        assertThat(err).hasLineCount(1).contains("no certificate that fits is called");
    }

    @ParameterizedTest
    @ValueSource(strings = {"press-9", "FF:FF:FF:FF", "ABC", "3F:A2:..", "--", "own", "next"})
    void whatIsNotThereIsOneLine(String id) throws Exception {
        source("press-1").quarantine(MACHINE);
        assertThat(trust("show", "--source", "press-1", id)).isEqualTo(id.equals("--") ? 2 : 1);
        assertThat(err.lines().findFirst().orElseThrow()).startsWith("fieldpost: ");
        assertThat(out).isEmpty();
    }

    /** Two digits name one by accident as soon as there are a few. */
    @Test
    void threeDigitsAreTooFew() throws Exception {
        source("press-1").quarantine(MACHINE);
        assertThat(trust("approve", PRINT.hex().substring(0, 3))).isEqualTo(1);
        assertThat(err).contains("4 digits at least");
        assertThat(trust("approve", PRINT.hex().substring(0, 4))).isZero();
    }

    @Test
    void severalThatFitAreListedAndTheSourceDecides() throws Exception {
        source("press-1").quarantine(MACHINE);
        source("press-2").quarantine(MACHINE);
        assertThat(trust("approve", PRINT.brief())).isEqualTo(1);
        assertThat(err).contains("several certificates fit").contains("press-1").contains("press-2");
        assertThat(stateIn("press-1")).isEqualTo(StoredCertificate.State.WAITING);
        assertThat(trust("show", PRINT.brief())).as("it is the same for both").isZero();

        assertThat(trust("approve", PRINT.brief(), "--source", "press-2")).isZero();
        assertThat(stateIn("press-1")).isEqualTo(StoredCertificate.State.WAITING);
        assertThat(stateIn("press-2")).isEqualTo(StoredCertificate.State.TRUSTED);
    }

    @Test
    void aSourceWithSeveralWaitingIsNotDecidedByItsName() throws Exception {
        source("press-1").quarantine(MACHINE);
        source("press-1").quarantine(MachineCertificate.numbered(2));
        assertThat(trust("approve", "press-1")).isEqualTo(1);
        assertThat(err).contains("several certificates fit press-1").contains(PRINT.brief());
    }

    @Test
    void damagedFileIsNamedAndTheRestIsListed() throws Exception {
        source("press-1").quarantine(MACHINE);
        Path damaged = Files.writeString(store.resolve("sources/press-1/rejected/certs/half.der"), "half");
        assertThat(trust("list")).isZero();
        assertThat(out).contains(PRINT.brief()).contains("! No certificate can be read from " + damaged);
    }

    @Test
    void crowdOfStrangersIsTold() throws Exception {
        for (int i = 0; i < 50; i++) {
            source("press-1").quarantine(MachineCertificate.numbered(i));
        }
        assertThat(trust("list")).isZero();
        assertThat(out).contains("! More certificates came to press-1 than can wait");
        assertThat(out.lines().filter(line -> line.startsWith("waiting"))).hasSize(TrustFolder.MOST_KEPT + 1);
    }

    @Test
    void aStoreThatIsNotThereEndsWithFourAndOneLine() throws Exception {
        Files.delete(store);
        assertThat(trust("list")).isEqualTo(4);
        assertThat(err).hasLineCount(1).contains("there is no directory " + store);
    }

    @Test
    void theStoreIsFoundByTheGatewaysFile() throws Exception {
        source("press-1").quarantine(MACHINE);
        Path file = Files.writeString(directory.resolve("g.yaml"), """
                gateway: { id: dg-1, site: plant }
                sources: []
                destinations: [ { name: centre, url: "mqtt://127.0.0.1:9" } ]
                store: { path: "%s" }
                """.formatted(store));
        assertThat(execute(List.of("trust", "approve", "press-1", "--config", file.toString())))
                .isZero();
        assertThat(stateIn("press-1")).isEqualTo(StoredCertificate.State.TRUSTED);

        Files.writeString(file, "gateway: { id: dg-1 }");
        assertThat(execute(List.of("trust", "list", "--config", file.toString())))
                .isEqualTo(2);
        assertThat(err).contains("g.yaml:1:");
    }

    @Test
    void itSpeaksChinese() throws Exception {
        source("press-1").quarantine(MACHINE);
        assertThat(trust("approve", "press-1", "--language", "zh")).isEqualTo(2);
        assertThat(execute(List.of("trust", "approve", "press-1", "--store", store.toString(), "--language", "zh")))
                .isZero();
        assertThat(out).contains("从现在起 press-1 信任");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "show", "approve", "reject"})
    void everyCommandHasHelpThatFitsATerminal(String command) {
        assertThat(execute(List.of("trust", command, "--help"))).isZero();
        assertThat(out).startsWith("Usage: fieldpost trust " + command).contains("Exit codes:", "--config", "--store");
        assertThat(out.lines()).allMatch(line -> line.length() <= 100);
    }
}
