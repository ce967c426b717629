package io.fieldpost.opcua;

import io.fieldpost.driver.trust.OwnedFiles;
import io.fieldpost.opcua.certificate.SelfSignedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import org.jspecify.annotations.Nullable;

/** The gateway's private key in its file: PKCS #8 (RFC 5208) in DER, readable by its owner alone. */
final class OwnKey {
    /** What every policy accepts; those from Basic256Sha256 on allow up to 4096, which some small machines can't handle. */
    private static final int BITS = 2048;

    private OwnKey() {}

    /** The key pair; null when the file is not there or damaged. */
    static @Nullable KeyPair read(Path file) throws IOException {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            var key = rsa.generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(file)));
            if (!(key instanceof RSAPrivateCrtKey parts)) {
                return null;
            }
            var open = new RSAPublicKeySpec(parts.getModulus(), parts.getPublicExponent());
            return new KeyPair(rsa.generatePublic(open), key);
        } catch (NoSuchFileException | GeneralSecurityException e) {
            return null;
        }
    }

    /** The key pair in the file, or else a new one, written there. */
    static KeyPair readOrMake(Path file) throws IOException, GeneralSecurityException {
        KeyPair kept = read(file);
        if (kept != null) {
            return kept;
        }
        KeyPair made = SelfSignedCertificate.newKeys(BITS);
        OwnedFiles.write(file, made.getPrivate().getEncoded());
        return made;
    }
}
