package io.fieldpost.opcua;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;

/**
 * What Aes256_Sha256_RsaPss needs beyond Java's own providers: Milo asks for its padding and signature (Part 7, 6.6.6) by names that
 * Java does not know. Both are there under other names, so each is a front for Java's own; BouncyCastle's provider, which has these
 * names, would cost 6 MB and half a second of CPU for its 5,000 others.
 */
public final class RsaPss extends Provider {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "FieldpostRsaPss";

    private RsaPss() {
        super(NAME, "1", "RSA-OAEP and RSA-PSS with SHA-256 under the names that Milo asks for");
        putService(new Front("Cipher", "RSA/ECB/OAEPWithSHA256AndMGF1Padding", OaepSha256.class, OaepSha256::new));
        putService(new Front("Signature", "SHA256withRSA/PSS", PssSha256.class, PssSha256::new));
    }

    /** Makes the names known to this JVM; does nothing the second time. */
    public static synchronized void install() {
        if (Security.getProvider(NAME) == null) {
            Security.addProvider(new RsaPss());
        }
    }

    @FunctionalInterface
    private interface Maker {
        Object make() throws NoSuchAlgorithmException;
    }

    private final class Front extends Service {
        private final Maker maker;

        private Front(String type, String algorithm, Class<?> made, Maker maker) {
            super(RsaPss.this, type, algorithm, made.getName(), null, null);
            this.maker = maker;
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            return maker.make();
        }
    }
}
