package io.fieldpost.opcua.server;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.opcua.certificate.SelfSignedCertificate;
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
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;

/**
 * What this server shows to a client: a key pair and a self-signed certificate, made at the first start and kept in {@code own/} of the
 * server's directory, because a person trusts it at each client once. It names the ApplicationUri (Part 6, 6.2.2) and the names under which
 * the gateway is reached. Made anew 30 days before it ends, and when a name that is written in the configuration is missing in it.
 *
 * <p>It is valid from 2020, whatever the gateway's clock says, so that one made before the clock was set is not refused later.
 *
 * @param keys RSA, 2048 bits
 * @param certificate self-signed, SHA-256
 */
record ServerCertificate(KeyPair keys, X509Certificate certificate) {
    private static final int KEY_BITS = 2048;
    private static final Instant VALID_FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant EARLIEST_NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration VALID_FOR = Duration.ofDays(3650);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** Reads what there is, or makes it. */
    static ServerCertificate in(Path directory, String applicationUri, HostNames names, Instant now)
            throws DriverException {
        Path own = directory.resolve("own");
        try {
            Path certificateFile = own.resolve("certificate.der");
            Path keyFile = own.resolve("private-key.der");
            if (Files.exists(certificateFile) && Files.exists(keyFile)) {
                ServerCertificate kept = read(certificateFile, keyFile);
                if (kept.serves(applicationUri, names, now)) {
                    return kept;
                }
            }
            ServerCertificate made = make(applicationUri, names, now);
            Files.createDirectories(own);
            write(keyFile, made.keys.getPrivate().getEncoded());
            write(certificateFile, made.certificate.getEncoded());
            return made;
        } catch (IOException | GeneralSecurityException e) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "cannot keep the server's certificate in " + own + ": " + FileTrouble.of(e),
                    e);
        }
    }

    private boolean serves(String applicationUri, HostNames names, Instant now) {
        Instant expires = certificate.getNotAfter().toInstant();
        Set<String> named = new HashSet<>(CertificateUtil.getSanDnsNames(certificate));
        named.addAll(CertificateUtil.getSanIpAddresses(certificate));
        return now.isBefore(expires.minus(RENEW_BEFORE))
                && CertificateUtil.getSanUri(certificate)
                        .filter(applicationUri::equals)
                        .isPresent()
                && named.containsAll(names.written());
    }

    private static ServerCertificate read(Path certificateFile, Path keyFile)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(certificateFile)) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            var privateKey =
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(keyFile)));
            return new ServerCertificate(new KeyPair(certificate.getPublicKey(), privateKey), certificate);
        }
    }

    private static ServerCertificate make(String applicationUri, HostNames names, Instant now)
            throws GeneralSecurityException {
        KeyPair keys = SelfSignedCertificate.newKeys(KEY_BITS);
        Instant until = (now.isBefore(EARLIEST_NOW) ? EARLIEST_NOW : now).plus(VALID_FOR);
        List<String> addresses =
                names.all().stream().filter(HostNames::isAddress).toList();
        List<String> hosts =
                names.all().stream().filter(name -> !HostNames.isAddress(name)).toList();
        X509Certificate certificate = new SelfSignedCertificate(
                        "Fieldpost server", applicationUri, hosts, addresses, VALID_FROM, until)
                .of(keys);
        return new ServerCertificate(keys, certificate);
    }

    /** Whole or not at all, and readable by its owner alone. */
    private static void write(Path file, byte[] bytes) throws IOException {
        FileAttribute<Set<PosixFilePermission>> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "new", ".der", ownerOnly);
        Files.write(fresh, bytes);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
