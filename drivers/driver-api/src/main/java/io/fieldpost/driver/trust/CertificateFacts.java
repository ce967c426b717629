package io.fieldpost.driver.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate says of itself, fit for a terminal: whoever made it chose the text, so control characters are replaced and
 * long texts cut.
 *
 * @param subject distinguished name (RFC 2253)
 * @param issuer the same of who signed it; equal to the subject when it signed itself
 * @param applicationUri OPC UA ApplicationUri (Part 6, 6.2.2); empty when it names none
 * @param hosts host names and addresses
 */
public record CertificateFacts(String subject, String issuer, String applicationUri, List<String> hosts) {
    private static final int LONGEST = 200;
    private static final int MOST_HOSTS = 8;

    /** GeneralName (RFC 5280, 4.2.1.6). */
    private static final int DNS_NAME = 2;

    private static final int URI = 6;
    private static final int IP_ADDRESS = 7;

    public static CertificateFacts of(X509Certificate certificate) {
        List<String> uris = names(certificate, URI);
        List<String> hosts = new ArrayList<>(names(certificate, DNS_NAME));
        hosts.addAll(names(certificate, IP_ADDRESS));
        return new CertificateFacts(
                printable(certificate.getSubjectX500Principal().getName()),
                printable(certificate.getIssuerX500Principal().getName()),
                uris.isEmpty() ? "" : uris.get(0),
                List.copyOf(hosts.subList(0, Math.min(MOST_HOSTS, hosts.size()))));
    }

    /** Whether it names itself as its issuer. */
    public boolean isSelfSigned() {
        return subject.equals(issuer);
    }

    private static List<String> names(X509Certificate certificate, int type) {
        List<String> names = new ArrayList<>();
        for (List<?> name : alternatives(certificate)) {
            if (name.get(0).equals(type) && name.get(1) instanceof String text) {
                names.add(printable(text));
            }
        }
        return names;
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** A foreign text in one line without anything that moves a cursor, changes a colour or the direction of writing. */
    public static String printable(String foreign) {
        StringBuilder text = new StringBuilder();
        foreign.codePoints().limit(LONGEST).forEach(one -> text.appendCodePoint(isPlain(one) ? one : '?'));
        return foreign.codePointCount(0, foreign.length()) > LONGEST ? text + "…" : text.toString();
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
