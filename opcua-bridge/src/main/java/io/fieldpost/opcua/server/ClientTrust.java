package io.fieldpost.opcua.server;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultServerCertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.jspecify.annotations.Nullable;

/**
 * Which clients this server trusts, as files that a person moves: {@code trusted/certs}, {@code trusted/crl}, {@code issuer/certs},
 * {@code issuer/crl} and {@code rejected/certs} below a directory. Read anew when one of them has changed, and every few seconds. Any thread.
 *
 * <p>A certificate counts when it, or what signed it, lies in {@code trusted/certs}, and when it names the client's ApplicationUri. Its
 * dates are not looked at: a person has compared the fingerprint, and a gateway without a battery clock does not know the date when it
 * starts.
 */
final class ClientTrust implements CertificateValidator {
    /** What a hostile or ever-changing client may fill the card with. */
    private static final int MOST_REJECTED = 16;

    /** A file that was still being written when it was read is read once more. */
    private static final long AGAIN_NANOS = Duration.ofSeconds(5).toNanos();

    private static final List<String> READ = List.of("trusted/certs", "trusted/crl", "issuer/certs", "issuer/crl");
    private static final String REJECTED = "rejected/certs";

    private final Path directory;
    private final RefusalLog log;
    private List<FileTime> readAt = List.of();
    private long readNanos;
    private @Nullable CertificateValidator validator;

    private ClientTrust(Path directory, RefusalLog log) {
        this.directory = directory;
        this.log = log;
    }

    /** Makes the directories where they are missing, and reads what is trusted. */
    static ClientTrust in(Path directory, RefusalLog log) throws DriverException {
        ClientTrust trust = new ClientTrust(directory, log);
        try {
            for (String name : READ) {
                Files.createDirectories(directory.resolve(name));
            }
            Files.createDirectories(directory.resolve(REJECTED));
            trust.current();
            return trust;
        } catch (IOException | GeneralSecurityException e) {
            throw new DriverException(
                    Reason.CONFIGURATION, "cannot read the certificates below " + directory + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void validateCertificateChain(
            List<X509Certificate> chain, @Nullable String applicationUri, String @Nullable [] hostNames)
            throws UaException {
        X509Certificate certificate = chain.get(0);
        CertificateValidator milo;
        try {
            milo = current();
        } catch (IOException | GeneralSecurityException e) {
            log.refused("trust", "no client can be let in: cannot read the certificates below " + directory + ": " + e);
            throw new UaException(StatusCodes.Bad_SecurityChecksFailed, e);
        }
        try {
            milo.validateCertificateChain(chain, applicationUri, null);
        } catch (UaException e) {
            String fingerprint = fingerprint(certificate);
            String client = certificate.getSubjectX500Principal().getName() + ", SHA-256 " + fingerprint;
            if (e.getStatusCode().getValue() == StatusCodes.Bad_CertificateUriInvalid) {
                log.refused(
                        fingerprint,
                        "a client calls itself " + applicationUri + ", its certificate does not: " + client);
            } else {
                log.refused(
                        fingerprint,
                        "a client's certificate is not trusted: " + client
                                + "; compare this fingerprint with the one the client shows, then move "
                                + reject(certificate, fingerprint) + " to " + directory.resolve(READ.get(0)));
            }
            throw e;
        }
    }

    /** Whether exactly this certificate was put into {@code trusted/certs}; if not, it waits for a person. */
    boolean holds(X509Certificate certificate) {
        try {
            if (certificates(directory.resolve(READ.get(0))).contains(certificate)) {
                return true;
            }
        } catch (IOException | GeneralSecurityException e) {
            log.refused("users", "no user can be let in: cannot read the certificates below " + directory + ": " + e);
            return false;
        }
        String fingerprint = fingerprint(certificate);
        log.refused(
                fingerprint,
                "a user's certificate is not trusted: "
                        + certificate.getSubjectX500Principal().getName() + ", SHA-256 " + fingerprint
                        + "; compare this fingerprint, then move "
                        + reject(certificate, fingerprint) + " to " + directory.resolve(READ.get(0)));
        return false;
    }

    private synchronized CertificateValidator current() throws IOException, GeneralSecurityException {
        List<FileTime> changed = new ArrayList<>();
        for (String name : READ) {
            changed.add(Files.getLastModifiedTime(directory.resolve(name)));
        }
        CertificateValidator known = validator;
        long now = System.nanoTime();
        if (known != null && changed.equals(readAt) && now - readNanos < AGAIN_NANOS) {
            return known;
        }
        MemoryTrustListManager trusted = new MemoryTrustListManager();
        trusted.setTrustedCertificates(certificates(directory.resolve("trusted/certs")));
        trusted.setTrustedCrls(revocations(directory.resolve("trusted/crl")));
        trusted.setIssuerCertificates(certificates(directory.resolve("issuer/certs")));
        trusted.setIssuerCrls(revocations(directory.resolve("issuer/crl")));
        CertificateValidator fresh = new DefaultServerCertificateValidator(trusted, new MemoryCertificateQuarantine());
        validator = fresh;
        readAt = changed;
        readNanos = now;
        return fresh;
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a decoded certificate has no encoding", e);
        }
    }

    /** Keeps a certificate for a person to see; where that fails, the client shows it again. */
    private synchronized Path reject(X509Certificate certificate, String fingerprint) {
        Path rejected = directory.resolve(REJECTED);
        Path file = rejected.resolve(fingerprint.replace(":", "").toLowerCase(Locale.ROOT) + ".der");
        try {
            if (!Files.exists(file)) {
                makeRoom(rejected);
                Files.write(file, certificate.getEncoded());
            }
        } catch (IOException | GeneralSecurityException e) {
            log.refused("rejected", "cannot keep an untrusted certificate for a person to see: " + file + ": " + e);
        }
        return file;
    }

    private static void makeRoom(Path rejected) throws IOException {
        List<Path> files = files(rejected);
        files.sort(Comparator.comparingLong(file -> file.toFile().lastModified()));
        for (int i = 0; i <= files.size() - MOST_REJECTED; i++) {
            Files.deleteIfExists(files.get(i));
        }
    }

    private static List<X509Certificate> certificates(Path directory) throws IOException, GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> found = new ArrayList<>();
        for (Path file : files(directory)) {
            try (InputStream in = Files.newInputStream(file)) {
                factory.generateCertificates(in).forEach(one -> found.add((X509Certificate) one));
            }
        }
        return found;
    }

    private static List<X509CRL> revocations(Path directory) throws IOException, GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509CRL> found = new ArrayList<>();
        for (Path file : files(directory)) {
            try (InputStream in = Files.newInputStream(file)) {
                factory.generateCRLs(in).forEach(one -> found.add((X509CRL) one));
            }
        }
        return found;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).toList());
        }
    }
}
