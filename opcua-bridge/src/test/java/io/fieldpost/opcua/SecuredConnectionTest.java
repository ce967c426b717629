package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.trust.Fingerprint;
import io.fieldpost.driver.trust.OwnCertificates;
import io.fieldpost.driver.trust.StoredCertificate;
import io.fieldpost.driver.trust.TrustFolder;
import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import io.fieldpost.opcua.simulation.InjectionMouldingLine.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Certificates, policies and users, each refusal with what to do about it. */
class SecuredConnectionTest {
    private static final List<Point> POINTS = List.of(Press.point(LiveDriver.SOURCE, "Barrel.T1"));
    private static InjectionMouldingLine line;

    @TempDir
    Path directory;

    @BeforeAll
    static void startTheLine() throws Exception {
        line = InjectionMouldingLine.start(Options.demo()
                .withPolicies(
                        SecurityPolicy.Basic256Sha256,
                        SecurityPolicy.Basic256,
                        SecurityPolicy.Basic128Rsa15,
                        SecurityPolicy.Aes128_Sha256_RsaOaep,
                        SecurityPolicy.Aes256_Sha256_RsaPss)
                .withUser("gateway", "right")
                .withAnnouncedHost("known-only-to-itself"));
    }

    @AfterAll
    static void stopTheLine() {
        line.close();
    }

    private OpcUaSettings settings(Security security, String user, String password) throws Exception {
        List<String> lines = new ArrayList<>();
        if (user != null) {
            lines.add("user: " + user);
        }
        if (password != null) {
            Path file = Files.writeString(directory.resolve("password"), password + "\n");
            lines.add("password: \"file:" + file + "\"");
        }
        return Press.settings(line.endpoint(), security, lines.toArray(String[]::new));
    }

    private DriverException refusal(OpcUaSettings settings) {
        return catchThrowableOfType(
                DriverException.class,
                () -> LiveDriver.start(settings, directory, POINTS).close());
    }

    private void approveWhatWaits() throws Exception {
        TrustFolder folder = new TrustFolder(directory);
        for (StoredCertificate waiting : folder.read().in(StoredCertificate.State.WAITING)) {
            folder.approve(waiting);
        }
    }

    private Fingerprint waiting() throws Exception {
        return new TrustFolder(directory)
                .read()
                .in(StoredCertificate.State.WAITING)
                .get(0)
                .fingerprint();
    }

    @ParameterizedTest
    @EnumSource(names = "None", mode = EnumSource.Mode.EXCLUDE)
    void unknownCertificateWaitsForAPersonAndWorksOnceItIsApproved(Security security) throws Exception {
        OpcUaSettings settings = settings(security, "gateway", "right");
        DriverException refusal = refusal(settings);
        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal)
                .hasMessageContaining("SHA-256 " + waiting().colons())
                .hasMessageEndingWith(
                        "then run: fieldpost trust approve " + waiting().brief());

        approveWhatWaits();
        byte[] shown;
        try (LiveDriver live = LiveDriver.start(settings, directory, POINTS)) {
            live.awaitFresh("Barrel.T1");
            assertThat(live.context.remarks().get("endpoint"))
                    .contains("the server calls itself opc.tcp://known-only-to-itself");
            shown = Files.readAllBytes(OwnCertificates.firstIn(directory.resolve("protocol")));
        }
        try (LiveDriver again = LiveDriver.start(settings, directory, POINTS)) {
            again.awaitFresh("Barrel.T1");
        }
        assertThat(OwnCertificates.firstIn(directory.resolve("protocol"))).hasBinaryContent(shown);
    }

    @Test
    void wrongPasswordIsRefusedInPlainWords() throws Exception {
        OpcUaSettings settings = settings(Security.Basic256Sha256, "gateway", "wrong");
        refusal(settings);
        approveWhatWaits();
        DriverException refusal = refusal(settings);
        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal).hasMessageContaining("refuses the user name or password");
    }

    @Test
    void serverThatAsksForAUserIsToldApart() throws Exception {
        DriverException refusal = refusal(settings(Security.None, null, null));
        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal).hasMessageContaining("asks for a user").hasMessageContaining("UserName");
    }

    @Test
    void policyThatIsNotOfferedListsWhatIs() throws Exception {
        try (InjectionMouldingLine plain = InjectionMouldingLine.start(Options.demo())) {
            DriverException refusal = refusal(Press.settings(plain.endpoint(), Security.Basic256Sha256));
            assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
            assertThat(refusal).hasMessageContaining("does not offer security Basic256Sha256; it offers None");
        }
    }

    @Test
    void bestIsNeverNone() {
        EndpointDescription none = Discovery.unprotected("opc.tcp://10.20.0.11:4840");
        assertThatThrownBy(() ->
                        EndpointChoice.choose(List.of(none), Press.settings(none.getEndpointUrl(), Security.Best)))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("does not offer security Best; it offers None");
    }

    @ParameterizedTest
    @EnumSource(names = {"None", "Basic256", "Basic128Rsa15"})
    void whatDoesNotProtectNeedsToBeAcceptedAndIsRemarkedOn(Security weak) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Press.settings("opc.tcp://127.0.0.1:4840", weak, "insecure: false"))
                .withMessageContaining("security: " + weak + " does not protect")
                .withMessageContaining("insecure: true");
        OpcUaSettings accepted = Press.settings("opc.tcp://127.0.0.1:4840", weak, "insecure: true");
        assertThat(new OpcUaDriverFactory().remarks(accepted))
                .extracting(Remark::subject)
                .containsExactly("security");
    }
}
