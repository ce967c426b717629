package io.fieldpost.opcua;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;

/**
 * What this source shows to a server: a key pair and a self-signed certificate, made at the first secured connection and kept in
 * {@code own/} below the source's directory, because a person trusts it at the server once. The certificate names the ApplicationUri
 * (Part 6, 6.2.2).
 *
 * <p>It is valid from 2020, whatever the gateway's clock says, so that one made before the clock was set is not refused later.
 *
 * @param keys RSA, 2048 bits
 * @param certificate self-signed, SHA-256
 * @param applicationUri the URI in the certificate
 */
record ClientCertificate(KeyPair keys, X509Certificate certificate, String applicationUri) {
    private static final int KEY_BITS = 2048;
    private static final Instant VALID_FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant EARLIEST_NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration VALID_FOR = Duration.ofDays(3650);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** Reads what there is, or makes it; a certificate about to expire is made anew, and the server must trust it again. */
    static ClientCertificate in(Path directory, String source, Instant now) throws DriverException {
        Path own = directory.resolve("own");
        try {
            Path certificateFile = own.resolve("certificate.der");
            Path keyFile = own.resolve("private-key.der");
            if (Files.exists(certificateFile) && Files.exists(keyFile)) {
                ClientCertificate kept = read(certificateFile, keyFile);
                Instant expires = kept.certificate.getNotAfter().toInstant();
                if (now.isBefore(expires.minus(RENEW_BEFORE))) {
                    return kept;
                }
            }
            ClientCertificate made = make(source, now);
            Files.createDirectories(own);
            write(keyFile, made.keys.getPrivate().getEncoded());
            write(certificateFile, made.certificate.getEncoded());
            return made;
        } catch (IOException | GeneralSecurityException e) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "cannot keep this gateway's certificate in " + own + ": " + e.getMessage(),
                    e);
        }
    }

    private static ClientCertificate read(Path certificateFile, Path keyFile)
            throws IOException, GeneralSecurityException {
        X509Certificate certificate;
        try (InputStream in = Files.newInputStream(certificateFile)) {
            certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        PublicKey publicKey = certificate.getPublicKey();
        var privateKey =
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(keyFile)));
        String uri = CertificateUtil.getSanUri(certificate)
                .orElseThrow(() -> new GeneralSecurityException("no ApplicationUri in " + certificateFile));
        return new ClientCertificate(new KeyPair(publicKey, privateKey), certificate, uri);
    }

    private static ClientCertificate make(String source, Instant now) throws GeneralSecurityException {
        KeyPair keys = SelfSignedCertificateGenerator.generateRsaKeyPair(KEY_BITS);
        String uri = "urn:fieldpost:" + source + ":" + UUID.randomUUID();
        Instant until = (now.isBefore(EARLIEST_NOW) ? EARLIEST_NOW : now).plus(VALID_FOR);
        try {
            X509Certificate certificate = new SelfSignedCertificateGenerator()
                    .generateSelfSigned(
                            keys,
                            Date.from(VALID_FROM),
                            Date.from(until),
                            "Fieldpost " + source,
                            "Fieldpost",
                            null,
                            null,
                            null,
                            null,
                            uri,
                            List.of(),
                            List.of(),
                            SelfSignedCertificateBuilder.SA_SHA256_RSA);
            return new ClientCertificate(keys, certificate, uri);
        } catch (Exception e) {
            // Milo declares no narrower type.
            throw new GeneralSecurityException("cannot make a certificate: " + e, e);
        }
    }

    /** Whole or not at all, and readable by its owner alone. */
    private static void write(Path file, byte[] bytes) throws IOException {
        FileAttribute<Set<PosixFilePermission>> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "new", ".der", ownerOnly);
        Files.write(fresh, bytes);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
