package io.fieldpost.driver.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fieldpost.driver.testkit.MachineCertificate;
import io.fieldpost.driver.trust.StoredCertificate.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustFolderTest {
    @TempDir
    Path directory;

    private TrustFolder folder;

    @BeforeEach
    void nothingIsThereYet() {
        folder = new TrustFolder(directory.resolve("press-1"));
    }

    private List<X509Certificate> in(State state) throws IOException {
        return folder.read().in(state).stream()
                .map(StoredCertificate::certificate)
                .toList();
    }

    private StoredCertificate only() throws IOException {
        List<StoredCertificate> all = folder.read().certificates();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void readingAFolderThatIsNotThereMakesNothing() throws Exception {
        assertThat(folder.read().certificates()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void approvedCertificateIsTrustedUnderItsFingerprintAndKeepsWhenItWasFirstSeen() throws Exception {
        X509Certificate machine = MachineCertificate.numbered(7);
        folder.quarantine(machine);
        Instant seen = Instant.parse("2026-11-26T14:02:00Z");
        Files.setLastModifiedTime(only().file(), FileTime.from(seen));

        folder.approve(only());

        assertThat(only().state()).isEqualTo(State.TRUSTED);
        assertThat(only().certificate()).isEqualTo(machine);
        assertThat(only().since()).isEqualTo(seen);
        assertThat(only().file())
                .isEqualTo(directory.resolve(
                        "press-1/trusted/certs/" + Fingerprint.of(machine).hex() + ".der"));
    }

    @Test
    void rejectingTakesTrustAwayFirstAndTheCertificateThen() throws Exception {
        folder.quarantine(MachineCertificate.numbered(1));
        folder.approve(only());

        folder.reject(only());
        assertThat(only().state()).isEqualTo(State.WAITING);
        folder.reject(only());
        assertThat(folder.read().certificates()).isEmpty();
    }

    /** Somebody who changes the certificate at each attempt neither fills the card nor hides the one that was there before. */
    @Test
    void whatCameFirstIsNeverPushedOutByWhatComesLater() throws Exception {
        List<X509Certificate> first = new ArrayList<>();
        for (int i = 0; i < TrustFolder.MOST_KEPT; i++) {
            first.add(MachineCertificate.numbered(i));
            folder.quarantine(first.get(i));
        }
        for (int i = 100; i < 200; i++) {
            folder.quarantine(MachineCertificate.numbered(i));
        }

        assertThat(in(State.WAITING)).hasSize(TrustFolder.MOST_KEPT + 1).containsAll(first);
        assertThat(in(State.WAITING)).contains(MachineCertificate.numbered(199));
    }

    @Test
    void newestOfAFullListCanBeApprovedAndPlacesThatArePutFreeAreUsedAgain() throws Exception {
        for (int i = 0; i <= TrustFolder.MOST_KEPT; i++) {
            folder.quarantine(MachineCertificate.numbered(i));
        }
        X509Certificate newest = MachineCertificate.numbered(TrustFolder.MOST_KEPT);
        for (StoredCertificate one : folder.read().in(State.WAITING)) {
            if (one.certificate().equals(newest)) {
                folder.approve(one);
            } else {
                folder.reject(one);
            }
        }
        assertThat(in(State.TRUSTED)).containsExactly(newest);
        folder.quarantine(MachineCertificate.numbered(300));
        folder.quarantine(MachineCertificate.numbered(301));
        assertThat(in(State.WAITING)).hasSize(2);
    }

    @Test
    void certificateThatIsShownAgainWaitsOnlyOnce() throws Exception {
        IntStream.range(0, 3).forEach(time -> quarantine(MachineCertificate.numbered(1)));
        assertThat(in(State.WAITING)).hasSize(1);
    }

    private void quarantine(X509Certificate certificate) {
        try {
            folder.quarantine(certificate);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void damagedFileIsNamedAndTheOthersAreRead() throws Exception {
        folder.prepare();
        Path damaged = Files.writeString(directory.resolve("press-1/trusted/certs/press.cer"), "no certificate");
        folder.quarantine(MachineCertificate.numbered(1));

        assertThat(folder.read().unreadable()).containsExactly(damaged);
        assertThat(in(State.WAITING)).hasSize(1);
    }

    @Test
    void damagedRevocationListIsAFailureBecauseItWouldLetInWhatItRevokes() throws Exception {
        folder.prepare();
        Files.writeString(directory.resolve("press-1/trusted/crl/ca.crl"), "no list");
        assertThatThrownBy(folder::trustedRevocations).hasMessageContaining("ca.crl");
    }

    @Test
    void decisionThatSomebodyElseMadeMeanwhileIsNotMadeAgain() throws Exception {
        folder.quarantine(MachineCertificate.numbered(1));
        StoredCertificate looked = only();
        folder.reject(only());
        assertThatThrownBy(() -> folder.approve(looked)).isInstanceOf(NoSuchFileException.class);
        assertThat(in(State.TRUSTED)).isEmpty();
    }

    @Test
    void nobodyElseMayReadWhatIsMade() throws Exception {
        folder.quarantine(MachineCertificate.numbered(1));
        try (Stream<Path> all = Files.walk(directory.resolve("press-1"))) {
            assertThat(all)
                    .allSatisfy(one -> assertThat(Files.getPosixFilePermissions(one))
                            .allMatch(permission -> permission.name().startsWith("OWNER")));
        }
    }

    /** A technician decides as root about files that the service must be able to use. */
    @Test
    void whatRootMakesBelongsToTheOwnerOfTheStore() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        var users = directory.getFileSystem().getUserPrincipalLookupService();
        Path store = Files.createDirectory(directory.resolve("press-1"));
        Files.setOwner(store, users.lookupPrincipalByName("nobody"));

        folder.quarantine(MachineCertificate.numbered(1));
        folder.approve(only());
        folder.quarantine(MachineCertificate.numbered(2));
        OwnedFiles.openLock(store.resolve("lock")).close();

        try (Stream<Path> all = Files.walk(store)) {
            assertThat(all.toList())
                    .hasSizeGreaterThan(7)
                    .allSatisfy(one -> assertThat(Files.getOwner(one).getName()).isEqualTo("nobody"));
        }
    }

    @Test
    void whatWasBeingWrittenWhenTheProcessDiedIsNoCertificate() throws Exception {
        folder.prepare();
        Files.write(directory.resolve("press-1/rejected/certs/.new123"), new byte[] {0x30});
        assertThat(folder.read().certificates()).isEmpty();
        assertThat(folder.read().unreadable()).isEmpty();
    }
}
