package io.fieldpost.driver.trust;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A certificate that lies in a {@link TrustFolder}.
 *
 * @param file the file that holds it
 * @param alone whether the file holds no other; only then can it be moved
 * @param since when it was first seen, by the gateway's clock of that time
 */
public record StoredCertificate(State state, X509Certificate certificate, Path file, boolean alone, Instant since) {
    /** What was decided about it. */
    public enum State {
        /** Nothing yet. */
        WAITING,
        /** A person approved it. */
        TRUSTED
    }

    /** SHA-256. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(certificate);
    }
}
