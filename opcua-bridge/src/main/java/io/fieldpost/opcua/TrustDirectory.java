package io.fieldpost.opcua;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultClientCertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;

/**
 * Which servers this source trusts, as files that a person moves: {@code trusted/certs}, {@code trusted/crl}, {@code issuer/certs},
 * {@code issuer/crl} and {@code rejected/certs} below the source's directory. Read anew for each connection.
 *
 * <p>A certificate counts when it, or what signed it, lies in {@code trusted/certs}, and when it names the server's ApplicationUri.
 * Its dates and host names are not looked at: a person has compared the fingerprint, a machine's server is rarely reached by the name
 * in its certificate, and a gateway without a battery clock does not know the date when it starts.
 */
final class TrustDirectory {
    /** What a hostile or ever-changing server may fill the card with. */
    private static final int MOST_REJECTED = 16;

    private final Path directory;
    private final CertificateValidator validator;

    private TrustDirectory(Path directory, CertificateValidator validator) {
        this.directory = directory;
        this.validator = validator;
    }

    /** Makes the directories where they are missing, and reads what is trusted. */
    static TrustDirectory open(Path directory) throws DriverException {
        MemoryTrustListManager trusted = new MemoryTrustListManager();
        try {
            trusted.setTrustedCertificates(certificates(directory.resolve("trusted/certs")));
            trusted.setTrustedCrls(revocations(directory.resolve("trusted/crl")));
            trusted.setIssuerCertificates(certificates(directory.resolve("issuer/certs")));
            trusted.setIssuerCrls(revocations(directory.resolve("issuer/crl")));
        } catch (IOException | GeneralSecurityException e) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "cannot read the trusted certificates below " + directory + ": " + e.getMessage(),
                    e);
        }
        var milo = new DefaultClientCertificateValidator(trusted, new MemoryCertificateQuarantine());
        return new TrustDirectory(
                directory,
                (chain, applicationUri, hostNames) -> milo.validateCertificateChain(chain, applicationUri, null));
    }

    /** The check that Milo makes of whatever the server shows. */
    CertificateValidator validator() {
        return validator;
    }

    /**
     * Checks a server's certificate before anything is sent to it. One that is not trusted is put into {@code rejected/certs}.
     *
     * @param chain the server's own certificate first
     * @param applicationUri what the server calls itself
     * @throws DriverException {@code REFUSED}, with what a person must do
     */
    void check(List<X509Certificate> chain, String applicationUri) throws DriverException {
        X509Certificate certificate = chain.get(0);
        String fingerprint = fingerprint(certificate);
        try {
            validator.validateCertificateChain(chain, applicationUri, null);
        } catch (UaException e) {
            String subject = certificate.getSubjectX500Principal().getName();
            if (e.getStatusCode().getValue() == StatusCodes.Bad_CertificateUriInvalid) {
                throw new DriverException(
                        Reason.REFUSED,
                        "the server calls itself " + applicationUri + ", its certificate does not: " + subject
                                + ", SHA-256 " + fingerprint + "; correct the server's certificate",
                        e);
            }
            Path waiting = reject(certificate, fingerprint);
            throw new DriverException(
                    Reason.REFUSED,
                    "the server's certificate is not trusted"
                            + detail(e.getStatusCode().getValue()) + ": " + subject
                            + ", SHA-256 " + fingerprint
                            + "; compare this fingerprint with the one the machine shows, then move "
                            + waiting + " to " + directory.resolve("trusted/certs"),
                    e);
        }
    }

    /** Nothing for the plain cases: a list without it, and (what Java calls a failed check) an empty list. */
    private static String detail(long status) {
        boolean plain =
                status == StatusCodes.Bad_CertificateUntrusted || status == StatusCodes.Bad_SecurityChecksFailed;
        return plain ? "" : " (" + Failures.name(status) + ")";
    }

    /** SHA-256 of a certificate in the form that two people can compare by telephone. */
    static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a decoded certificate has no encoding", e);
        }
    }

    private Path reject(X509Certificate certificate, String fingerprint) throws DriverException {
        Path rejected = directory.resolve("rejected/certs");
        Path file = rejected.resolve(fingerprint.replace(":", "").toLowerCase(Locale.ROOT) + ".der");
        try {
            if (!Files.exists(file)) {
                makeRoom(rejected);
                Files.write(file, certificate.getEncoded());
            }
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "cannot keep an untrusted certificate for a person to see: " + file + ": " + e,
                    e);
        }
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
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).toList());
        }
    }
}
