package io.fieldpost.config;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys and certificates from PEM text, RFC 7468. Messages of what is wrong name no secret. */
public final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final List<String> KEY_ALGORITHMS = List.of("EC", "RSA", "EdDSA");

    private record Block(String label, byte[] der) {}

    private Pem() {}

    /**
     * A key store with every certificate of the text as an authority.
     *
     * @throws GeneralSecurityException with what is missing in the text
     */
    public static KeyStore authorities(String text) throws GeneralSecurityException {
        KeyStore store = emptyStore();
        for (X509Certificate certificate : certificates(text)) {
            store.setCertificateEntry("authority-" + store.size(), certificate);
        }
        return store;
    }

    /**
     * A key store with the one private key of the text and its chain.
     *
     * @throws GeneralSecurityException with what is missing in the text
     */
    public static KeyStore identity(String text, char[] password) throws GeneralSecurityException {
        List<X509Certificate> chain = certificates(text);
        KeyStore store = emptyStore();
        store.setKeyEntry("identity", privateKey(text), password, chain.toArray(new Certificate[0]));
        return store;
    }

    /**
     * The certificates of the text in their order, one at least.
     *
     * @throws GeneralSecurityException when there is none, or one can't be read
     */
    public static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(text)) {
            if (block.label.equals("CERTIFICATE")) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der)));
            }
        }
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("no certificate in it; expected -----BEGIN CERTIFICATE-----");
        }
        return certificates;
    }

    /**
     * The private key of the text, PKCS #8 without a password.
     *
     * @throws GeneralSecurityException when there is none, or it is written otherwise
     */
    public static PrivateKey privateKey(String text) throws GeneralSecurityException {
        for (Block block : blocks(text)) {
            if (block.label.equals("PRIVATE KEY")) {
                return privateKey(block.der);
            }
            if (block.label.endsWith("PRIVATE KEY")) {
                throw new GeneralSecurityException("its key is a " + block.label
                        + "; write it as PKCS #8 with: openssl pkcs8 -topk8 -nocrypt -in key.pem");
            }
        }
        throw new GeneralSecurityException("no private key in it; expected -----BEGIN PRIVATE KEY-----");
    }

    private static PrivateKey privateKey(byte[] der) throws GeneralSecurityException {
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                // It is the key of another algorithm.
            }
        }
        throw new GeneralSecurityException("its private key is none of " + KEY_ALGORITHMS);
    }

    /**
     * The Ed25519 public key of the text.
     *
     * @throws GeneralSecurityException when there is none
     */
    public static PublicKey ed25519(String text) throws GeneralSecurityException {
        for (Block block : blocks(text)) {
            if (block.label.equals("PUBLIC KEY")) {
                try {
                    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(block.der));
                } catch (InvalidKeySpecException e) {
                    throw new GeneralSecurityException(
                            "its public key is not Ed25519; make one with: openssl genpkey -algorithm ed25519", e);
                }
            }
        }
        throw new GeneralSecurityException("no public key in it; expected -----BEGIN PUBLIC KEY-----");
    }

    private static List<Block> blocks(String text) throws GeneralSecurityException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            try {
                blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
            } catch (IllegalArgumentException e) {
                throw new GeneralSecurityException("its " + matcher.group(1) + " is not base64", e);
            }
        }
        return blocks;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (java.io.IOException e) {
            throw new GeneralSecurityException("an empty key store can't be made", e);
        }
        return store;
    }
}
