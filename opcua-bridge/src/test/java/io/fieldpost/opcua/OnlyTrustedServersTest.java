package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.trust.StoredCertificate;
import io.fieldpost.driver.trust.TrustFolder;
import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import io.fieldpost.opcua.simulation.InjectionMouldingLine.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Milo's client trusts every server unless told otherwise, and its user name provider as well. Whatever way a connection takes here,
 * a server that nobody approved gets no session, and nobody on the way reads a password.
 */
class OnlyTrustedServersTest {
    private static final String PASSWORD = "correct-horse-battery";
    private static final List<Point> POINTS = List.of(Press.point(LiveDriver.SOURCE, "Barrel.T1"));
    private static InjectionMouldingLine line;

    @TempDir
    Path directory;

    private Wiretap tap;

    @BeforeAll
    static void startTheLine() throws Exception {
        line = InjectionMouldingLine.start(protectedLine());
    }

    private static Options protectedLine() {
        return Options.demo()
                .withPolicies(
                        SecurityPolicy.Basic256Sha256,
                        SecurityPolicy.Basic256,
                        SecurityPolicy.Basic128Rsa15,
                        SecurityPolicy.Aes128_Sha256_RsaOaep,
                        SecurityPolicy.Aes256_Sha256_RsaPss)
                .withUser("gateway", PASSWORD);
    }

    @AfterAll
    static void stopTheLine() {
        line.close();
    }

    @BeforeEach
    void listenOnTheWay() throws Exception {
        tap = new Wiretap(Press.address(line));
    }

    @AfterEach
    void leaveTheWay() throws Exception {
        tap.close();
    }

    private OpcUaSettings settings(Security security) throws Exception {
        Path file = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        return Press.settings(tap.endpoint(), security, "user: gateway", "password: \"file:" + file + "\"");
    }

    private DriverException refusal(Security security, Path source) throws Exception {
        OpcUaSettings settings = settings(security);
        return catchThrowableOfType(
                DriverException.class,
                () -> LiveDriver.start(settings, source, POINTS).close());
    }

    private static void approveAllIn(Path source) throws Exception {
        TrustFolder folder = new TrustFolder(source);
        for (StoredCertificate waiting : folder.read().in(StoredCertificate.State.WAITING)) {
            folder.approve(waiting);
        }
    }

    /** Security None too: there the password is encrypted for the certificate, which must be the machine's. */
    @ParameterizedTest
    @EnumSource
    void serverThatNobodyApprovedGetsNeitherASessionNorThePassword(Security security) throws Exception {
        DriverException refusal = refusal(security, directory);

        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal).hasMessageContaining("not trusted").hasMessageContaining("fieldpost trust approve");
        assertThat(new TrustFolder(directory).read().in(StoredCertificate.State.WAITING))
                .hasSize(1);
        assertThat(line.sessions()).isZero();
        assertThat(tap.heard("HELF")).as("the tap hears what is sent").isTrue();
        assertThat(tap.heard("gateway")).isFalse();
        assertThat(tap.heard(PASSWORD)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void passwordIsNotReadableOnTheWayToATrustedServerEither(Security security) throws Exception {
        refusal(security, directory);
        approveAllIn(directory);
        try (LiveDriver live = LiveDriver.start(settings(security), directory, POINTS)) {
            live.awaitFresh("Barrel.T1");
        }
        assertThat(tap.heard("gateway")).as("the user's name").isEqualTo(security == Security.None);
        assertThat(tap.heard(PASSWORD)).isFalse();
    }

    @Test
    void machineThatIsTrustedAsOneSourceCannotPoseAsAnother() throws Exception {
        Path first = directory.resolve("press-1");
        refusal(Security.Best, first);
        approveAllIn(first);
        LiveDriver.start(settings(Security.Best), first, POINTS).close();

        DriverException refusal = refusal(Security.Best, directory.resolve("press-2"));
        assertThat(refusal).hasMessageContaining("not trusted");
    }

    @Test
    void serverWithTheSameNamesAndAnotherKeyIsNotTheTrustedOne() throws Exception {
        refusal(Security.Best, directory);
        approveAllIn(directory);
        tap.close();
        try (InjectionMouldingLine impostor = InjectionMouldingLine.start(protectedLine())) {
            tap = new Wiretap(Press.address(impostor));
            DriverException refusal = refusal(Security.Best, directory);
            assertThat(refusal).hasMessageContaining("not trusted");
            assertThat(impostor.sessions()).isZero();
            assertThat(tap.heard(PASSWORD)).isFalse();
        }
    }

    @Test
    void rejectedServerIsNotConnectedToAgain() throws Exception {
        refusal(Security.Best, directory);
        approveAllIn(directory);
        LiveDriver.start(settings(Security.Best), directory, POINTS).close();

        TrustFolder folder = new TrustFolder(directory);
        folder.reject(folder.read().in(StoredCertificate.State.TRUSTED).get(0));
        assertThat(refusal(Security.Best, directory)).hasMessageContaining("not trusted");
    }

    @Test
    void gatewaysOwnCertificateIsThereBeforeTheMachineAnswers() throws Exception {
        tap.close();
        assertThat(refusal(Security.Best, directory).reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(directory.resolve("protocol/own/certificate.der")).exists();
    }

    @Test
    void nothingIsMadeWhereSecurityIsNone() throws Exception {
        tap.close();
        assertThat(refusal(Security.None, directory).reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(directory.resolve("protocol")).doesNotExist();
    }

    /** Discovery is not protected: whoever stands between can ask for a signed, readable password in the server's name. */
    @Test
    void passwordIsNotSentInMessagesThatAreOnlySigned() {
        String none = SecurityPolicy.None.getUri();
        DriverException refusal = catchThrowableOfType(
                DriverException.class, () -> PasswordPolicy.check(endpoint(MessageSecurityMode.Sign, userName(none))));
        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal).hasMessageContaining("SignAndEncrypt");

        assertThatCode(() -> {
                    PasswordPolicy.check(endpoint(MessageSecurityMode.SignAndEncrypt, userName(none)));
                    PasswordPolicy.check(endpoint(MessageSecurityMode.Sign, userName(none), userName(null)));
                    PasswordPolicy.check(
                            endpoint(MessageSecurityMode.Sign, userName(SecurityPolicy.Basic256Sha256.getUri())));
                })
                .doesNotThrowAnyException();
        UserTokenPolicy channel = userName("");
        assertThat(PasswordPolicy.choose(List.of(userName(none), channel))).isSameAs(channel);
    }

    private static UserTokenPolicy userName(String policy) {
        return new UserTokenPolicy("user", UserTokenType.UserName, null, null, policy);
    }

    private static EndpointDescription endpoint(MessageSecurityMode mode, UserTokenPolicy... tokens) {
        return new EndpointDescription(
                "opc.tcp://10.20.0.11:4840",
                null,
                null,
                mode,
                SecurityPolicy.Basic256Sha256.getUri(),
                tokens,
                Stack.TCP_UASC_UABINARY_TRANSPORT_URI,
                UByte.valueOf(0));
    }
}
