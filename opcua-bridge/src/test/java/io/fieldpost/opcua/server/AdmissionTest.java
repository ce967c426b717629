package io.fieldpost.opcua.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fieldpost.driver.DriverException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.X509IdentityProvider;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is let in, and who is not. */
class AdmissionTest {
    @TempDir
    Path directory;

    private static long statusOf(Throwable thrown) {
        assertThat(thrown).as("the refusal").isNotNull();
        return UaException.extractStatusCode(thrown).orElseThrow().getValue();
    }

    private static Throwable refusal(Plant plant, Scada.Identity identity, IdentityProvider user) {
        return catchThrowable(() -> Scada.connect(plant.url(), SecurityPolicy.Basic256Sha256, identity, user)
                .close());
    }

    @Test
    void everyEndpointSignsAndEncryptsAndWantsAKnownUser() throws Exception {
        try (Plant plant = Plant.open(directory)) {
            List<EndpointDescription> endpoints = Scada.endpoints(plant.url());
            assertThat(endpoints)
                    .extracting(EndpointDescription::getSecurityMode)
                    .containsOnly(MessageSecurityMode.SignAndEncrypt);
            assertThat(endpoints)
                    .extracting(EndpointDescription::getSecurityPolicyUri)
                    .containsOnly(
                            SecurityPolicy.Basic256Sha256.getUri(),
                            SecurityPolicy.Aes128_Sha256_RsaOaep.getUri(),
                            SecurityPolicy.Aes256_Sha256_RsaPss.getUri());
            assertThat(endpoints)
                    .flatExtracting(one -> List.of(one.getUserIdentityTokens()))
                    .extracting("tokenType")
                    .containsOnly(UserTokenType.UserName);
        }
    }

    @Test
    void aSessionWithoutSecurityIsRefusedThoughDiscoveryIsAnswered() throws Exception {
        try (Plant plant = Plant.open(directory)) {
            EndpointDescription secured = Scada.endpoints(plant.url()).get(0);
            EndpointDescription open = new EndpointDescription(
                    secured.getEndpointUrl(),
                    secured.getServer(),
                    secured.getServerCertificate(),
                    MessageSecurityMode.None,
                    SecurityPolicy.None.getUri(),
                    secured.getUserIdentityTokens(),
                    secured.getTransportProfileUri(),
                    secured.getSecurityLevel());
            Throwable refused = catchThrowable(() ->
                    Scada.connect(open, Scada.OWN, new AnonymousProvider()).close());
            assertThat(statusOf(refused)).isEqualTo(StatusCodes.Bad_SecurityPolicyRejected);
        }
    }

    @ParameterizedTest
    @EnumSource(PlantPolicy.class)
    void anUnknownClientWaitsForAPersonAndIsLetInOnceItsCertificateWasMoved(PlantPolicy policy) throws Exception {
        SecurityPolicy milo = SecurityPolicy.valueOf(policy.name());
        try (Plant plant = Plant.open(directory)) {
            Throwable refused = catchThrowable(() ->
                    Scada.connect(plant.url(), milo, Scada.OWN, Scada.RIGHT).close());
            assertThat(statusOf(refused)).isEqualTo(StatusCodes.Bad_SecurityChecksFailed);
            try (Stream<Path> waiting = Files.list(plant.directory.resolve("rejected/certs"))) {
                assertThat(waiting)
                        .singleElement()
                        .satisfies(file -> assertThat(file)
                                .hasBinaryContent(Scada.OWN.certificate().getEncoded()));
            }
            plant.approveWhatWaits();
            try (Scada scada = Scada.connect(plant.url(), milo, Scada.OWN, Scada.RIGHT)) {
                assertThat(scada.index()).isNotNull();
            }
            assertThat(statusOf(refusal(plant, Scada.STRANGER, Scada.RIGHT)))
                    .as("one trusted client opens the door to no other")
                    .isEqualTo(StatusCodes.Bad_SecurityChecksFailed);
        }
    }

    @Test
    void aClientThatShowsAForeignNameBesideItsCertificateIsRefused() throws Exception {
        try (Plant plant = Plant.open(directory)) {
            Scada.trusted(plant).close();
            Scada.Identity liar =
                    new Scada.Identity(Scada.OWN.keys(), Scada.OWN.certificate(), "urn:test:somebody-else");
            assertThat(statusOf(refusal(plant, liar, Scada.RIGHT))).isEqualTo(StatusCodes.Bad_CertificateUriInvalid);
        }
    }

    @Test
    void wrongPasswordUnknownUserAndNobodyAreRefusedAlike() throws Exception {
        try (Plant plant = Plant.open(directory)) {
            Scada.trusted(plant).close();
            assertThat(statusOf(refusal(plant, Scada.OWN, Scada.login("scada", "wrong"))))
                    .isEqualTo(StatusCodes.Bad_UserAccessDenied);
            assertThat(statusOf(refusal(plant, Scada.OWN, Scada.login("somebody", "right"))))
                    .isEqualTo(StatusCodes.Bad_UserAccessDenied);
            assertThat(statusOf(refusal(plant, Scada.OWN, Scada.login("scada", ""))))
                    .isEqualTo(StatusCodes.Bad_UserAccessDenied);
            assertThat(refusal(plant, Scada.OWN, new AnonymousProvider())).isNotNull();
        }
    }

    @Test
    void aChangedPasswordCountsAtTheNextLogin() throws Exception {
        try (Plant plant = Plant.open(directory)) {
            Scada.trusted(plant).close();
            Files.writeString(directory.resolve("password"), "changed");
            assertThat(statusOf(refusal(plant, Scada.OWN, Scada.RIGHT))).isEqualTo(StatusCodes.Bad_UserAccessDenied);
            Scada.connect(plant.url(), SecurityPolicy.Basic256Sha256, Scada.OWN, Scada.login("scada", "changed"))
                    .close();
        }
    }

    @Test
    void aUserWithACertificateIsLetInOnceItWasTrustedAsAUsers() throws Exception {
        PlantSettings settings = new PlantSettings("127.0.0.1", 0, List.of(), List.of(), List.of(), true, 3);
        X509IdentityProvider user = new X509IdentityProvider(
                Scada.STRANGER.certificate(), Scada.STRANGER.keys().getPrivate());
        try (Plant plant = Plant.open(directory, settings, Plant.NOW)) {
            refusal(plant, Scada.OWN, user);
            plant.approveWhatWaits();
            assertThat(statusOf(refusal(plant, Scada.OWN, user))).isEqualTo(StatusCodes.Bad_UserAccessDenied);
            Plant.approve(plant.directory.resolve("users"));
            Scada.connect(plant.url(), SecurityPolicy.Basic256Sha256, Scada.OWN, user)
                    .close();
        }
    }

    @Test
    void moreSessionsThanAllowedAreRefusedAndThoseThatAreOpenGoOn() throws Exception {
        try (Plant plant = Plant.open(directory)) {
            try (Scada first = Scada.trusted(plant);
                    Scada second = Scada.trusted(plant);
                    Scada third = Scada.trusted(plant)) {
                assertThat(statusOf(refusal(plant, Scada.OWN, Scada.RIGHT))).isEqualTo(StatusCodes.Bad_TooManySessions);
                assertThat(first.index()).isEqualTo(second.index()).isEqualTo(third.index());
            }
            Scada.trusted(plant).close();
        }
    }

    @Test
    void aServerThatNobodyMayLogInToIsAMistakeInTheConfiguration() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlantSettings("127.0.0.1", 0, List.of(), List.of(), List.of(), false, 3))
                .withMessageContaining("nobody may log in");
    }

    @Test
    void aPasswordThatCanNotBeReadKeepsTheServerShut() throws Exception {
        PlantSettings settings = Plant.settings(directory);
        Files.delete(directory.resolve("password"));
        assertThatThrownBy(() -> Plant.open(directory, settings, Plant.NOW))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("password of user scada");
    }
}
