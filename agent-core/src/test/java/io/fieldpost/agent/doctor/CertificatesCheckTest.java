package io.fieldpost.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.console.Language;
import io.fieldpost.agent.console.Words;
import io.fieldpost.driver.testkit.MachineCertificate;
import io.fieldpost.driver.trust.Fingerprint;
import io.fieldpost.driver.trust.OwnCertificates;
import io.fieldpost.driver.trust.OwnedFiles;
import io.fieldpost.driver.trust.TrustFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesCheckTest {
    private static final Verdict VERDICT = new Verdict(Words.beside(Doctor.class, Language.EN), "certificates");
    private static final Instant NOW = Instant.parse("2026-11-26T14:00:00Z");

    @TempDir
    Path store;

    private Finding met() {
        return new CertificatesCheck(VERDICT, store, () -> NOW).examine();
    }

    private Finding own(String now) {
        return new OwnCertificateCheck(VERDICT, store, () -> Instant.parse(now)).examine();
    }

    private TrustFolder press() {
        return new TrustFolder(store.resolve("sources/press-1"));
    }

    @Test
    void whatWaitsIsAWarningWithWhatToDoUntilItIsApproved() throws Exception {
        X509Certificate machine = MachineCertificate.numbered(1);
        press().quarantine(machine);
        assertThat(met())
                .isEqualTo(
                        new Finding(
                                Finding.Level.WARN,
                                "certificates",
                                "1 waits for a person: press-1 "
                                        + Fingerprint.of(machine).brief(),
                                "Compare the fingerprint with the one the machine shows, then approve it: fieldpost trust list"));

        press().approve(press().read().certificates().get(0));
        assertThat(met()).isEqualTo(new Finding(Finding.Level.OK, "certificates", "none wait, trusted 1", ""));
    }

    @Test
    void manyThatWaitAreToldByTheirNumber() throws Exception {
        for (int i = 0; i < 5; i++) {
            press().quarantine(MachineCertificate.numbered(i));
        }
        assertThat(met().found()).startsWith("5 wait for a person: press-1 ").endsWith(", …");
        for (int i = 5; i < 30; i++) {
            press().quarantine(MachineCertificate.numbered(i));
        }
        assertThat(met().found()).startsWith("more came to press-1 than can wait");
    }

    @Test
    void damagedFileIsNamed() throws Exception {
        press().prepare();
        Path damaged = Files.writeString(store.resolve("sources/press-1/trusted/certs/press.cer"), "half");
        assertThat(met().level()).isEqualTo(Finding.Level.WARN);
        assertThat(met().found()).contains(damaged.toString());
    }

    @Test
    void ownCertificateIsWatchedToItsEnd() throws Exception {
        assertThat(own("2026-11-26T14:00:00Z").level()).isEqualTo(Finding.Level.OK);
        Path protocol = store.resolve("protocols/opcua");
        OwnedFiles.directory(protocol.resolve("own"));
        X509Certificate first = MachineCertificate.ending(LocalDate.of(2036, 11, 23));
        OwnedFiles.write(OwnCertificates.firstIn(protocol), first.getEncoded());
        assertThat(own("2036-08-01T00:00:00Z").found())
                .isEqualTo(Fingerprint.of(first).brief() + ", ends on 2036-11-23");
        assertThat(own("2036-11-24T00:00:00Z").level()).isEqualTo(Finding.Level.FAIL);

        X509Certificate next = MachineCertificate.ending(LocalDate.of(2046, 9, 1));
        OwnedFiles.write(OwnCertificates.nextIn(protocol), next.getEncoded());
        Finding ends = own("2036-09-01T00:00:00Z");
        assertThat(ends.level()).isEqualTo(Finding.Level.WARN);
        assertThat(ends.found()).contains("2036-11-23", Fingerprint.of(next).brief());
        assertThat(own("2036-11-24T00:00:00Z").found())
                .isEqualTo(Fingerprint.of(next).brief() + ", ends on 2046-09-01");
    }

    @Test
    void nothingIsChanged() {
        met();
        own("2026-11-26T14:00:00Z");
        assertThat(store).isEmptyDirectory();
    }
}
