package io.fieldpost.driver.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway shows to others, in {@code own/} below a protocol's directory: {@code certificate.der}, and when its end comes near,
 * its successor {@code next.der} for the same key. The old one is shown until its last day, so that a person has {@link #NOTICE} to
 * trust the successor at each machine.
 *
 * @param first null when there is none yet, or its file is damaged
 * @param next null while none is needed
 */
public record OwnCertificates(
        @Nullable X509Certificate first, @Nullable X509Certificate next) {
    /** How long before the end of a certificate its successor is there. */
    public static final Duration NOTICE = Duration.ofDays(90);

    /** The clocks of machines are not ours: the old one is not used to its last second. */
    private static final Duration MARGIN = Duration.ofDays(1);

    /** Where the certificate lies below a protocol's directory. */
    public static Path firstIn(Path directory) {
        return directory.resolve("own/certificate.der");
    }

    /** Where its successor lies. */
    public static Path nextIn(Path directory) {
        return directory.resolve("own/next.der");
    }

    /** Reads what there is. */
    public static OwnCertificates read(Path directory) throws IOException {
        return new OwnCertificates(certificate(firstIn(directory)), certificate(nextIn(directory)));
    }

    private static @Nullable X509Certificate certificate(Path file) throws IOException {
        try {
            List<X509Certificate> found = CertificateFiles.certificates(file);
            return found.isEmpty() ? null : found.get(0);
        } catch (CertificateException damaged) {
            return null;
        }
    }

    /** The one to show at a time: the first until its end, so that a clock that was wrong for an hour changes nothing for good. */
    public Optional<X509Certificate> shownAt(Instant now) {
        boolean over = first == null || !now.isBefore(end(first).minus(MARGIN));
        return Optional.ofNullable(over && next != null ? next : first);
    }

    /** The one that is to follow the one shown; absent while there is none. */
    public Optional<X509Certificate> followingAt(Instant now) {
        return Optional.ofNullable(next).filter(one -> !shownAt(now).equals(Optional.of(one)));
    }

    /** Whether the end of a certificate is so near that its successor is needed. */
    public static boolean endsSoon(X509Certificate certificate, Instant now) {
        return !now.isBefore(end(certificate).minus(NOTICE));
    }

    private static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }
}
