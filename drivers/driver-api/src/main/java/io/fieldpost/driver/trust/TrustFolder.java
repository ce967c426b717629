package io.fieldpost.driver.trust;

import io.fieldpost.driver.trust.StoredCertificate.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom one side trusts, as files: {@code trusted/certs}, {@code trusted/crl}, {@code issuer/certs} and {@code issuer/crl} (the layout
 * of OPC UA Part 12, 7.5), and {@code rejected/certs} with what waits for a person. Each file is named by the SHA-256 of its
 * certificate; a name that a person chose is as good. Several processes may work on it: a certificate moves in one step.
 *
 * <p>What waits is bounded, because a stranger decides how much comes: the first {@value #MOST_KEPT} certificates stay until a person
 * decides, whatever comes after them, so that nothing pushes out what a person is looking at. One more place, {@code rejected/latest},
 * holds the newest of all that came when those were taken. Nothing here depends on the clock, which a gateway may not have.
 */
public final class TrustFolder {
    /** How many wait for as long as it takes. */
    public static final int MOST_KEPT = 15;

    /** A certificate is 1 to 2 KiB; one beyond this is meant to fill the card. */
    private static final int LARGEST_BYTES = 16 << 10;

    private static final String TRUSTED = "trusted/certs";
    private static final String WAITING = "rejected/certs";
    private static final String LATEST = "rejected/latest";

    private final Path directory;

    /** @param directory need not exist yet */
    public TrustFolder(Path directory) {
        this.directory = directory;
    }

    /** Makes the directories into which a person may put files. */
    public void prepare() throws IOException {
        for (String name : List.of(TRUSTED, "trusted/crl", "issuer/certs", "issuer/crl", WAITING)) {
            OwnedFiles.directory(directory.resolve(name));
        }
    }

    /** What lies here now; changes nothing. */
    public TrustListing read() throws IOException {
        List<StoredCertificate> found = new ArrayList<>();
        List<Path> unreadable = new ArrayList<>();
        add(State.WAITING, WAITING, found, unreadable);
        add(State.WAITING, LATEST, found, unreadable);
        add(State.TRUSTED, TRUSTED, found, unreadable);
        return new TrustListing(found, unreadable);
    }

    private void add(State state, String name, List<StoredCertificate> found, List<Path> unreadable)
            throws IOException {
        for (Path file : CertificateFiles.in(directory.resolve(name))) {
            try {
                List<X509Certificate> all = CertificateFiles.certificates(file);
                for (X509Certificate one : all) {
                    found.add(new StoredCertificate(
                            state,
                            one,
                            file,
                            all.size() == 1,
                            Files.getLastModifiedTime(file).toInstant()));
                }
            } catch (CertificateException | IOException e) {
                // Damaged, or put there by a person as a file that this user may not read.
                unreadable.add(file);
            }
        }
    }

    /** Certificates of authorities that complete a chain and are not trusted themselves. */
    public List<X509Certificate> issuers() throws IOException, CertificateException {
        List<X509Certificate> found = new ArrayList<>();
        for (Path file : CertificateFiles.in(directory.resolve("issuer/certs"))) {
            found.addAll(CertificateFiles.certificates(file));
        }
        return found;
    }

    /**
     * Revocation lists of trusted authorities.
     *
     * @throws CertificateException when one can't be read: without it, what it revokes would be trusted
     */
    public List<X509CRL> trustedRevocations() throws IOException, CertificateException {
        return CertificateFiles.revocations(directory.resolve("trusted/crl"));
    }

    /** The same for {@link #issuers}. */
    public List<X509CRL> issuerRevocations() throws IOException, CertificateException {
        return CertificateFiles.revocations(directory.resolve("issuer/crl"));
    }

    /**
     * Keeps a certificate that is not trusted, for a person to see. One that waits already stays as it is.
     *
     * @return whether it is new and one of the {@value #MOST_KEPT}: worth a line in a log that a stranger must not fill
     * @throws IOException also when it is too large to be kept
     */
    public boolean quarantine(X509Certificate certificate) throws IOException {
        String name = fileName(certificate);
        Path kept = directory.resolve(WAITING).resolve(name);
        Path latest = directory.resolve(LATEST).resolve(name);
        if (Files.exists(kept) || Files.exists(latest)) {
            return false;
        }
        byte[] bytes = encoded(certificate);
        if (bytes.length > LARGEST_BYTES) {
            throw new IOException("a certificate of " + bytes.length + " bytes is too large to be kept; at most "
                    + LARGEST_BYTES + " are");
        }
        boolean room = CertificateFiles.in(directory.resolve(WAITING)).size() < MOST_KEPT;
        OwnedFiles.directory(directory.resolve(room ? WAITING : LATEST));
        if (!room) {
            for (Path older : CertificateFiles.in(directory.resolve(LATEST))) {
                Files.deleteIfExists(older);
            }
        }
        OwnedFiles.write(room ? kept : latest, bytes);
        return room;
    }

    /** Trusts a certificate from now on; does nothing to one that is trusted. */
    public void approve(StoredCertificate certificate) throws IOException {
        if (certificate.state() == State.WAITING) {
            move(certificate, TRUSTED);
        }
    }

    /** Deletes a certificate that waits; lets one that is trusted wait again. */
    public void reject(StoredCertificate certificate) throws IOException {
        if (certificate.state() == State.TRUSTED) {
            move(certificate, WAITING);
        } else {
            Files.delete(certificate.file());
        }
    }

    private void move(StoredCertificate certificate, String where) throws IOException {
        if (!certificate.alone()) {
            throw new IOException(certificate.file() + " holds several certificates; move or split it by hand");
        }
        Path target = directory.resolve(where);
        OwnedFiles.directory(target);
        if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(target + " is a link; make it a directory");
        }
        OwnedFiles.adopt(certificate.file());
        Files.move(
                certificate.file(),
                target.resolve(fileName(certificate.certificate())),
                StandardCopyOption.ATOMIC_MOVE);
    }

    private static String fileName(X509Certificate certificate) {
        return Fingerprint.of(certificate).hex() + ".der";
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a decoded certificate has no encoding", e);
        }
    }
}
