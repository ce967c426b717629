package io.fieldpost.driver.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A digest of a whole certificate (its DER), by which two people can tell over the telephone that they look at the same one.
 *
 * @param hex lower case, two digits a byte, nothing between them
 */
public record Fingerprint(String hex) {
    private static final int BRIEF_BYTES = 4;
    private static final int GROUP = 4;
    private static final int GROUPS_A_LINE = 8;

    /** SHA-256: what names a certificate here. */
    public static Fingerprint of(X509Certificate certificate) {
        return digest("SHA-256", certificate);
    }

    /** SHA-1: only to be compared with a panel that shows nothing better; it proves less, since SHA-1 collisions can be made. */
    public static Fingerprint sha1(X509Certificate certificate) {
        return digest("SHA-1", certificate);
    }

    private static Fingerprint digest(String algorithm, X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
            return new Fingerprint(HexFormat.of().formatHex(digest));
        } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("a decoded certificate has no " + algorithm, e);
        }
    }

    /** The digits of a typed fingerprint or of its beginning, whatever stands between them; empty when it is none. */
    public static String digits(String typed) {
        String digits = typed.replaceAll("[:\\s-]", "").toLowerCase(Locale.ROOT);
        return digits.matches("[0-9a-f]+") ? digits : "";
    }

    /** As panels and tools show it: {@code 3F:A2:10:…}. */
    public String colons() {
        return colons(hex.length() / 2);
    }

    /** The first four bytes, enough to name one of a few: {@code 3F:A2:10:9C}. Not enough to compare. */
    public String brief() {
        return colons(BRIEF_BYTES);
    }

    private String colons(int bytes) {
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(HexFormat.of().parseHex(hex), 0, bytes);
    }

    /** To be read aloud: groups of four digits, eight groups a line. */
    public String spoken() {
        StringBuilder text = new StringBuilder();
        String digits = hex.toUpperCase(Locale.ROOT);
        for (int i = 0; i < digits.length(); i += GROUP) {
            if (i > 0) {
                text.append(i / GROUP % GROUPS_A_LINE == 0 ? "\n" : " ");
            }
            text.append(digits, i, Math.min(i + GROUP, digits.length()));
        }
        return text.toString();
    }
}
