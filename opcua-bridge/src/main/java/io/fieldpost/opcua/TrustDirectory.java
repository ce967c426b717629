package io.fieldpost.opcua;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.trust.CertificateFacts;
import io.fieldpost.driver.trust.Fingerprint;
import io.fieldpost.driver.trust.StoredCertificate;
import io.fieldpost.driver.trust.TrustFolder;
import io.fieldpost.driver.trust.TrustListing;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultClientCertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.tinylog.Logger;

/**
 * Which servers this source trusts: the {@link TrustFolder} of the source, read anew for each connection.
 *
 * <p>A certificate counts when it, or what signed it, lies in {@code trusted/certs}, and when it names the server's ApplicationUri.
 * Its dates and host names are not looked at: a person has compared the fingerprint, a machine's server is rarely reached by the name
 * in its certificate, and a gateway without a battery clock does not know the date when it starts.
 */
final class TrustDirectory {
    private final TrustFolder folder;
    private final List<Path> unreadable;
    private final CertificateValidator validator;

    private TrustDirectory(TrustFolder folder, List<Path> unreadable, CertificateValidator validator) {
        this.folder = folder;
        this.unreadable = unreadable;
        this.validator = validator;
    }

    /** Makes the directories where they are missing, and reads what is trusted; what can't be read is not. */
    static TrustDirectory open(Path directory) throws DriverException {
        TrustFolder folder = new TrustFolder(directory);
        MemoryTrustListManager trusted = new MemoryTrustListManager();
        try {
            folder.prepare();
            TrustListing listing = folder.read();
            trusted.setTrustedCertificates(listing.in(StoredCertificate.State.TRUSTED).stream()
                    .map(StoredCertificate::certificate)
                    .toList());
            trusted.setTrustedCrls(folder.trustedRevocations());
            trusted.setIssuerCertificates(folder.issuers());
            trusted.setIssuerCrls(folder.issuerRevocations());
            var milo = new DefaultClientCertificateValidator(trusted, new MemoryCertificateQuarantine());
            return new TrustDirectory(
                    folder,
                    listing.unreadable(),
                    (chain, applicationUri, hostNames) -> milo.validateCertificateChain(chain, applicationUri, null));
        } catch (IOException | GeneralSecurityException e) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "cannot read the trusted certificates below " + directory + ": " + e.getMessage(),
                    e);
        }
    }

    /** The check that Milo makes of whatever the server shows. */
    CertificateValidator validator() {
        return validator;
    }

    /**
     * Checks a server's certificate before anything is sent to it. One that is not trusted is kept for a person to see.
     *
     * @param chain the server's own certificate first
     * @param applicationUri what the server calls itself
     * @throws DriverException {@code REFUSED}, with what a person must do
     */
    void check(List<X509Certificate> chain, String applicationUri) throws DriverException {
        X509Certificate certificate = chain.get(0);
        Fingerprint fingerprint = Fingerprint.of(certificate);
        String shown = CertificateFacts.of(certificate).subject() + ", SHA-256 " + fingerprint.colons();
        try {
            validator.validateCertificateChain(chain, applicationUri, null);
        } catch (UaException e) {
            if (e.getStatusCode().getValue() == StatusCodes.Bad_CertificateUriInvalid) {
                throw new DriverException(
                        Reason.REFUSED,
                        "the server calls itself " + CertificateFacts.printable(applicationUri)
                                + ", its certificate does not: " + shown + "; correct the server's certificate",
                        e);
            }
            quarantine(certificate);
            throw new DriverException(
                    Reason.REFUSED,
                    "the server's certificate is not trusted"
                            + detail(e.getStatusCode().getValue()) + ": " + shown
                            + "; compare this fingerprint with the one the machine shows, then run: fieldpost trust approve "
                            + fingerprint.brief() + complaint(),
                    e);
        }
    }

    /** Nothing for the plain cases: a list without it, and (what Java calls a failed check) an empty list. */
    private static String detail(long status) {
        boolean plain =
                status == StatusCodes.Bad_CertificateUntrusted || status == StatusCodes.Bad_SecurityChecksFailed;
        return plain ? "" : " (" + Failures.name(status) + ")";
    }

    /** A damaged file may have been the one that trusted this certificate. */
    private String complaint() {
        return unreadable.isEmpty()
                ? ""
                : unreadable.stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(", ", "; no certificate can be read from ", ""));
    }

    private void quarantine(X509Certificate certificate) throws DriverException {
        try {
            if (folder.quarantine(certificate)) {
                // An outage is logged once, with its first failure; this may be its hundredth.
                Logger.info(
                        "a certificate that nobody has approved yet waits for a person: fieldpost trust show {}",
                        Fingerprint.of(certificate).brief());
            }
        } catch (IOException e) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "the server's certificate is not trusted, and cannot be kept for a person to see: "
                            + e.getMessage(),
                    e);
        }
    }
}
