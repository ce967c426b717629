package io.fieldpost.agent.trust;

import io.fieldpost.driver.trust.Fingerprint;
import io.fieldpost.driver.trust.StoredCertificate;
import io.fieldpost.driver.trust.TrustFolder;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that this gateway holds, and for whom.
 *
 * @param place name of the source that met it, of the protocol under which the gateway shows it to machines, or {@code servers/NAME}
 * @param trust where it can be approved and rejected; null for the gateway's own
 * @param stored the same certificate in that folder; null for the gateway's own
 */
public record HeldCertificate(
        State state,
        String place,
        X509Certificate certificate,
        Path file,
        @Nullable TrustFolder trust,
        @Nullable StoredCertificate stored) {
    /** What it is to the gateway. */
    public enum State {
        /** A machine showed it, and a person has not decided. */
        WAITING,
        /** A person approved it. */
        TRUSTED,
        /** The gateway shows it. */
        OWN,
        /** The gateway will show it when {@link #OWN} ends. */
        NEXT
    }

    static HeldCertificate of(String place, TrustFolder trust, StoredCertificate stored) {
        State state = stored.state() == StoredCertificate.State.WAITING ? State.WAITING : State.TRUSTED;
        return new HeldCertificate(state, place, stored.certificate(), stored.file(), trust, stored);
    }

    static HeldCertificate own(State state, String protocol, X509Certificate certificate, Path file) {
        return new HeldCertificate(state, protocol, certificate, file, null, null);
    }

    /** SHA-256. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(certificate);
    }

    /** When the gateway first met it; null for its own. */
    public @Nullable Instant since() {
        return stored == null ? null : stored.since();
    }
}
