package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.TestContext;
import io.fieldpost.driver.trust.OwnCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One certificate for the whole gateway, whatever happens to its files. */
class ApplicationIdentityTest {
    private final ManualClock clock = new ManualClock();

    @TempDir
    Path store;

    private Path shared;
    private Path own;

    @BeforeEach
    void nothingIsThereYet() {
        shared = store.resolve("protocols/opcua");
        own = shared.resolve("own");
        clock.set(Instant.parse("2026-11-26T12:00:00Z"));
    }

    private DriverContext source(String name) {
        return new TestContext(name, clock, store.resolve("sources").resolve(name), shared);
    }

    private ApplicationIdentity identity() throws Exception {
        return ApplicationIdentity.of(source("press-1"));
    }

    private static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    @Test
    void allSourcesShowTheSameCertificateNamedAfterTheGateway() throws Exception {
        ApplicationIdentity one = ApplicationIdentity.of(source("press-1"));
        ApplicationIdentity other = ApplicationIdentity.of(source("press-2"));

        assertThat(other.certificate()).isEqualTo(one.certificate());
        assertThat(one.applicationUri()).matches("urn:fieldpost:dg-test:[0-9a-f]{16}");
        assertThat(one.certificate().getSubjectX500Principal().getName()).contains("CN=Fieldpost dg-test");
        assertThat(store.resolve("sources")).doesNotExist();
    }

    /** Part 6, 6.2.2: the URI stands in the alternative names; the key may sign and decipher, for a client and for a server. */
    @Test
    void certificateIsWhatTheStandardAsksFor() throws Exception {
        ApplicationIdentity made = identity();
        X509Certificate certificate = made.certificate();

        certificate.verify(made.keys().getPublic());
        assertThat(certificate.getSubjectAlternativeNames()).contains(List.of(6, made.applicationUri()));
        boolean[] usage = certificate.getKeyUsage();
        assertThat(List.of(usage[0], usage[1], usage[2], usage[3])).containsOnly(true);
        assertThat(certificate.getExtendedKeyUsage())
                .containsExactlyInAnyOrder("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withRSA");
    }

    @Test
    void twoGatewaysWithTheIdOfTheExampleAreToldApart() throws Exception {
        ApplicationIdentity other = ApplicationIdentity.in(store.resolve("other"), "dg-test", clock.instant());
        assertThat(other.applicationUri()).isNotEqualTo(identity().applicationUri());
    }

    @Test
    void nobodyElseMayReadTheKey() throws Exception {
        identity();
        for (Path one : List.of(own, own.resolve("private-key.der"), own.resolve("lock"))) {
            assertThat(Files.getPosixFilePermissions(one))
                    .allMatch(permission -> permission.name().startsWith("OWNER"));
        }
    }

    @Test
    void successorIsThereNinetyDaysBeforeTheEndAndShownOnlyThen() throws Exception {
        ApplicationIdentity first = identity();
        Instant end = end(first.certificate());
        clock.set(end.minus(OwnCertificates.NOTICE).minusSeconds(1));
        identity();
        assertThat(OwnCertificates.nextIn(shared)).doesNotExist();

        clock.advance(Duration.ofSeconds(1));
        assertThat(identity().certificate()).isEqualTo(first.certificate());
        X509Certificate next =
                OwnCertificates.read(shared).followingAt(clock.instant()).orElseThrow();
        assertThat(end(next)).isAfter(end.plus(1_000, ChronoUnit.DAYS));

        clock.set(end.minus(1, ChronoUnit.DAYS).minusSeconds(1));
        assertThat(identity().certificate()).isEqualTo(first.certificate());
        clock.advance(Duration.ofSeconds(1));
        ApplicationIdentity later = identity();
        assertThat(later.certificate()).isEqualTo(next);
        assertThat(later.applicationUri()).isEqualTo(first.applicationUri());
        assertThat(later.keys().getPublic()).isEqualTo(first.keys().getPublic());
    }

    @Test
    void successorIsSucceededInItsTurn() throws Exception {
        X509Certificate first = identity().certificate();
        clock.set(end(first));
        X509Certificate second = identity().certificate();
        clock.set(end(second).minus(1, ChronoUnit.DAYS));
        X509Certificate third = identity().certificate();

        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
        assertThat(OwnCertificates.read(shared)).isEqualTo(new OwnCertificates(second, third));
    }

    /** A gateway without a battery clock: what machines trust must survive an hour in the wrong year. */
    @Test
    void clockThatWasWrongForAnHourChangesNothingForGood() throws Exception {
        X509Certificate trusted = identity().certificate();
        clock.set(end(trusted).plus(1_000, ChronoUnit.DAYS));
        assertThat(identity().certificate()).isNotEqualTo(trusted);
        clock.set(Instant.EPOCH);
        assertThat(identity().certificate()).isEqualTo(trusted);
        clock.set(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(identity().certificate()).isEqualTo(trusted);
    }

    @Test
    void certificateMadeBeforeTheClockWasSetIsGoodAfterwards() throws Exception {
        clock.set(Instant.EPOCH);
        X509Certificate made = identity().certificate();
        made.checkValidity(Date.from(Instant.parse("2030-01-01T00:00:00Z")));
    }

    /** Killed between two files, or with one of them damaged: the key is the gateway, so it is kept as long as it can be read. */
    @ParameterizedTest
    @ValueSource(strings = {"missing", "damaged", "foreign"})
    void certificateThatDoesNotFitTheKeyIsMadeAnewForIt(String what) throws Exception {
        ApplicationIdentity before = identity();
        Path file = OwnCertificates.firstIn(shared);
        switch (what) {
            case "missing" -> Files.delete(file);
            case "damaged" -> Files.write(file, new byte[100]);
            default -> {
                ApplicationIdentity.in(store.resolve("other"), "dg-test", clock.instant());
                Files.copy(OwnCertificates.firstIn(store.resolve("other")), file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        ApplicationIdentity after = identity();
        assertThat(after.keys().getPublic()).isEqualTo(before.keys().getPublic());
        assertThat(after.applicationUri()).isEqualTo(before.applicationUri());
        assertFits(after);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lostKeyIsReplacedTogetherWithItsCertificate(boolean damaged) throws Exception {
        ApplicationIdentity before = identity();
        Path file = own.resolve("private-key.der");
        if (damaged) {
            Files.write(file, new byte[100]);
        } else {
            Files.delete(file);
        }
        ApplicationIdentity after = identity();
        assertThat(after.certificate()).isNotEqualTo(before.certificate());
        assertFits(after);
        assertFits(identity());
    }

    private static void assertFits(ApplicationIdentity identity) throws Exception {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(identity.keys().getPrivate());
        signature.update((byte) 1);
        byte[] signed = signature.sign();
        signature.initVerify(identity.certificate());
        signature.update((byte) 1);
        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void whatAKilledWriterLeftIsRemoved() throws Exception {
        Files.createDirectories(own);
        Path left = Files.write(own.resolve(".new4711"), new byte[100]);
        identity();
        assertThat(left).doesNotExist();
    }

    @Test
    void manyThreadsGetOneAndTheSame() throws Exception {
        int threads = 8;
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<ApplicationIdentity>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String name = "press-" + i;
                all.add(pool.submit(() -> {
                    together.await(Press.BOUND.toSeconds(), TimeUnit.SECONDS);
                    return ApplicationIdentity.of(source(name));
                }));
            }
            for (Future<ApplicationIdentity> one : all) {
                assertThat(one.get(Press.BOUND.toSeconds(), TimeUnit.SECONDS).certificate())
                        .isEqualTo(all.get(0)
                                .get(Press.BOUND.toSeconds(), TimeUnit.SECONDS)
                                .certificate());
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
