package io.fieldpost.opcua;

import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * What Aes256_Sha256_RsaPss needs beyond Java's own providers: Milo asks for its padding and signature by names that only
 * BouncyCastle has. A class of its own, so that nothing of BouncyCastle is loaded for the other policies' sake.
 */
public final class RsaPss {
    private RsaPss() {}

    /** Makes the names known to this JVM; does nothing the second time. */
    public static synchronized void install() {
        if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
            Security.addProvider(new BouncyCastleProvider());
        }
    }
}
