package io.fieldpost.driver.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.testkit.MachineCertificate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final Fingerprint PRINT =
            new Fingerprint("3fa2109cd4000000000000000000000000000000000000000000000000000abc");

    @Test
    void isReadAloudInGroupsOfFour() {
        assertThat(PRINT.spoken()).isEqualTo("""
                3FA2 109C D400 0000 0000 0000 0000 0000
                0000 0000 0000 0000 0000 0000 0000 0ABC""");
        assertThat(PRINT.brief()).isEqualTo("3F:A2:10:9C");
        assertThat(PRINT.colons()).startsWith("3F:A2:10:9C:D4:00").endsWith(":0A:BC");
    }

    @Test
    void isUnderstoodHoweverItIsTyped() {
        for (String typed : List.of("3F:A2:10:9C", "3fa2109c", "3FA2 109C", "3f-a2-10-9c")) {
            assertThat(Fingerprint.digits(typed)).isEqualTo("3fa2109c");
        }
        for (String typed : List.of("press-1", "", ":", "3F:A2:..")) {
            assertThat(Fingerprint.digits(typed)).isEmpty();
        }
    }

    /** What `openssl x509 -fingerprint` says of the certificate. */
    @Test
    void isTheDigestOfTheWholeCertificate() {
        assertThat(Fingerprint.of(MachineCertificate.numbered(1)).colons())
                .isEqualTo(
                        "C3:A5:54:42:77:9A:BA:28:EC:0D:B1:AB:DB:BE:A5:90:A3:C4:1D:8A:CE:CA:FC:91:FC:3A:F1:9E:B0:A8:9D:43");
        assertThat(Fingerprint.sha1(MachineCertificate.numbered(1)).colons())
                .isEqualTo("A5:36:7F:AC:89:7A:14:E3:7F:8D:62:0E:D9:15:F5:63:8F:21:24:BC");
    }

    @Test
    void certificateTellsWhoItIs() {
        CertificateFacts facts = CertificateFacts.of(MachineCertificate.numbered(1));
        assertThat(facts.subject()).isEqualTo("CN=Press 1,O=Press Works");
        assertThat(facts.applicationUri()).isEqualTo("urn:press-works:press-1");
        assertThat(facts.hosts()).containsExactly("press-1.plant", "10.20.0.11");
        assertThat(facts.isSelfSigned()).isTrue();
    }

    /** A stranger chose the text: it must not colour the terminal, move its cursor or fill its screen. */
    @Test
    void foreignTextCannotCommandATerminal() {
        assertThat(CertificateFacts.printable("CN=\u001b[2J\u202epress\r\n压机")).isEqualTo("CN=?[2J?press??压机");
        assertThat(CertificateFacts.printable("x".repeat(5_000))).hasSize(201).endsWith("…");
    }
}
