package io.fieldpost.opcua.server;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.trust.CertificateFacts;
import io.fieldpost.driver.trust.Fingerprint;
import io.fieldpost.driver.trust.StoredCertificate;
import io.fieldpost.driver.trust.TrustFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultServerCertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.jspecify.annotations.Nullable;

/**
 * Which clients this server trusts: the {@link TrustFolder} of its directory. Read anew when one of them has changed, and every few seconds. Any thread.
 *
 * <p>A certificate counts when it, or what signed it, lies in {@code trusted/certs}, and when it names the client's ApplicationUri. Its
 * dates are not looked at: a person has compared the fingerprint, and a gateway without a battery clock does not know the date when it
 * starts.
 */
final class ClientTrust implements CertificateValidator {
    /** A file that was still being written when it was read is read once more. */
    private static final long AGAIN_NANOS = Duration.ofSeconds(5).toNanos();

    private static final List<String> READ = List.of("trusted/certs", "trusted/crl", "issuer/certs", "issuer/crl");
    private final Path directory;
    private final TrustFolder folder;
    private final RefusalLog log;
    private List<FileTime> readAt = List.of();
    private long readNanos;
    private @Nullable CertificateValidator validator;

    private ClientTrust(Path directory, RefusalLog log) {
        this.directory = directory;
        this.folder = new TrustFolder(directory);
        this.log = log;
    }

    /** Makes the directories where they are missing, and reads what is trusted. */
    static ClientTrust in(Path directory, RefusalLog log) throws DriverException {
        ClientTrust trust = new ClientTrust(directory, log);
        try {
            trust.folder.prepare();
            trust.current();
            return trust;
        } catch (IOException | GeneralSecurityException e) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "cannot read the certificates below " + directory + ": " + FileTrouble.of(e),
                    e);
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
            String client = told(certificate);
            if (e.getStatusCode().getValue() == StatusCodes.Bad_CertificateUriInvalid) {
                log.refused(
                        client,
                        "a client calls itself " + CertificateFacts.printable(String.valueOf(applicationUri))
                                + ", its certificate does not: " + client);
            } else {
                keep(certificate, "a client's certificate is not trusted: " + client);
            }
            throw e;
        }
    }

    /** Whether exactly this certificate was put into {@code trusted/certs}; if not, it waits for a person. */
    boolean holds(X509Certificate certificate) {
        try {
            if (trusted().contains(certificate)) {
                return true;
            }
        } catch (IOException e) {
            log.refused("users", "no user can be let in: cannot read the certificates below " + directory + ": " + e);
            return false;
        }
        keep(certificate, "a user's certificate is not trusted: " + told(certificate));
        return false;
    }

    private static String told(X509Certificate certificate) {
        return CertificateFacts.of(certificate).subject() + ", SHA-256 "
                + Fingerprint.of(certificate).colons();
    }

    /** Keeps a certificate for a person to see; where that fails, the client shows it again. */
    private void keep(X509Certificate certificate, String why) {
        Fingerprint fingerprint = Fingerprint.of(certificate);
        try {
            folder.quarantine(certificate);
            log.refused(
                    fingerprint.colons(),
                    why + "; compare this fingerprint with the one the client shows, then: fieldpost trust approve "
                            + fingerprint.brief());
        } catch (IOException e) {
            log.refused(fingerprint.colons(), why + "; it cannot be kept for a person to see: " + e.getMessage());
        }
    }

    private List<X509Certificate> trusted() throws IOException {
        return folder.read().in(StoredCertificate.State.TRUSTED).stream()
                .map(StoredCertificate::certificate)
                .toList();
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
        trusted.setTrustedCertificates(trusted());
        trusted.setTrustedCrls(folder.trustedRevocations());
        trusted.setIssuerCertificates(folder.issuers());
        trusted.setIssuerCrls(folder.issuerRevocations());
        CertificateValidator fresh = new DefaultServerCertificateValidator(trusted, new MemoryCertificateQuarantine());
        validator = fresh;
        readAt = changed;
        readNanos = now;
        return fresh;
    }
}
