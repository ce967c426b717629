package io.fieldpost.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fieldpost.agent.simulation.EmbeddedBroker;
import io.fieldpost.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates made by keytool, against a real broker. */
@Timeout(300)
class TlsTest {
    private static final String LOCAL = "ip:127.0.0.1";

    @TempDir
    Path directory;

    private final Attempts attempts = new Attempts("tls-test");
    private KeyFiles files;

    @BeforeEach
    void prepare() {
        files = new KeyFiles(directory);
    }

    @Test
    void bothSidesShowCertificatesThatTheOtherTrusts() throws Exception {
        assertThat(outcomeForIdentity(files.keys("gateway", "dns:dg-0007"))).isEqualTo(Attempts.OPEN);
    }

    @Test
    void anRsaKeyIdentifiesTheGatewayAsWell() throws Exception {
        Path gateway = files.keys("gateway", "dns:dg-0007", KeyFiles.RSA);
        assertThat(outcomeForIdentity(gateway)).isEqualTo(Attempts.OPEN);
    }

    /** With TLS 1.3 the client believes that it is in before the broker looked at its certificate: RFC 8446 section 4.4.2.4. */
    @Test
    void aGatewayThatTheBrokerDoesNotTrustIsToldSoAndLeavesNoThread() throws Exception {
        Path broker = files.keys("broker", LOCAL);
        Path other = files.keys("other", "dns:dg-0008");
        Path gateway = files.keys("gateway", "dns:dg-0007");
        try (EmbeddedBroker server = new EmbeddedBroker()
                .withTls(broker, files.trusting(other), KeyFiles.PASSWORD)
                .start()) {
            BrokerAccess access = access(server.url(), files.certificate(broker), KeyFiles.bundle(gateway));
            for (int i = 0; i < 5; i++) {
                assertThat(attempts.outcome(access))
                        .contains("refused this gateway's certificate")
                        .contains("check 'identity'");
            }
            attempts.awaitNoThread();
        }
    }

    @Test
    void aBrokerSignedByAStrangerIsRefusedWithWhatToDo() throws Exception {
        Path stranger = files.keys("stranger", LOCAL);
        assertThat(outcomeForBroker(files.keys("broker", LOCAL), stranger))
                .contains("signed by nobody that this gateway trusts");
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        Path broker = files.keys("broker", "dns:elsewhere.example");
        assertThat(outcomeForBroker(broker, broker)).contains("for another host than 127.0.0.1");
    }

    /** What a gateway without a clock battery meets after it was switched on. */
    @Test
    void aCertificateThatIsNotValidYetPointsToTheClock() throws Exception {
        assertThat(outcomeForBrokerValid(10, 30)).contains("is not valid yet").contains("clock");
    }

    @Test
    void aCertificateThatHasExpiredIsRefusedWithWhatToDo() throws Exception {
        assertThat(outcomeForBrokerValid(-10, 5)).contains("has expired").contains("renew it");
    }

    @Test
    void aNameThatNobodyKnowsIsSaidInWords() throws Exception {
        URI url = URI.create("mqtts://no-such-broker.invalid");
        assertThat(attempts.outcome(access(url, null, null)))
                .contains("the name no-such-broker.invalid is unknown")
                .contains("check 'url' and the gateway's DNS");
    }

    @Test
    void aBrokerIsReachedByItsIpv6Address() throws Exception {
        assumeTrue(hasIpv6(), "this machine has no IPv6 loopback");
        Path broker = files.keys("broker", "ip:::1");
        try (EmbeddedBroker server = new EmbeddedBroker()
                .listeningOn("::1")
                .withTls(broker, null, KeyFiles.PASSWORD)
                .start()) {
            assertThat(server.url().toString()).startsWith("mqtts://[::1]:");
            assertThat(attempts.outcome(access(server.url(), files.certificate(broker), null)))
                    .isEqualTo(Attempts.OPEN);
        }
    }

    private static boolean hasIpv6() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private String outcomeForIdentity(Path gateway) throws Exception {
        Path broker = files.keys("broker", LOCAL);
        try (EmbeddedBroker server = new EmbeddedBroker()
                .withTls(broker, files.trusting(gateway), KeyFiles.PASSWORD)
                .start()) {
            return attempts.outcome(access(server.url(), files.certificate(broker), KeyFiles.bundle(gateway)));
        }
    }

    private String outcomeForBroker(Path broker, Path trusted) throws Exception {
        try (EmbeddedBroker server =
                new EmbeddedBroker().withTls(broker, null, KeyFiles.PASSWORD).start()) {
            return attempts.outcome(access(server.url(), files.certificate(trusted), null));
        }
    }

    private String outcomeForBrokerValid(int from, int days) throws Exception {
        Path authority = files.keys("authority", "dns:authority.example");
        Path broker = files.keys("broker", LOCAL);
        files.sign(broker, authority, LOCAL, from, days);
        return outcomeForBroker(broker, authority);
    }

    private static BrokerAccess access(URI url, Path trust, String bundle) {
        Secret identity = bundle == null ? null : new Secret(Secret.Kind.CREDENTIAL, "device");
        return new BrokerAccess(url, trust, identity, null, null, secret -> bundle);
    }
}
