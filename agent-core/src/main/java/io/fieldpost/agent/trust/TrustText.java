package io.fieldpost.agent.trust;

import io.fieldpost.agent.console.Columns;
import io.fieldpost.agent.console.Words;
import io.fieldpost.agent.trust.HeldCertificate.State;
import io.fieldpost.driver.trust.CertificateFacts;
import io.fieldpost.driver.trust.Fingerprint;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Certificates as plain text, for a terminal and to be read aloud over a telephone. */
final class TrustText {
    private static final int STATE_COLUMNS = 10;
    private static final int PLACE_COLUMNS = 14;
    private static final int PRINT_COLUMNS = 13;
    private static final int DAY_COLUMNS = 12;
    private static final int TIME_COLUMNS = 18;
    private static final int FACT_COLUMNS = 17;

    /** RFC 7468, 2: lines of 64 characters. */
    private static final int PEM_LINE = 64;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Words words;

    TrustText(Words words) {
        this.words = words;
    }

    String list(TrustStore store) {
        StringBuilder text = new StringBuilder();
        if (store.certificates().isEmpty()) {
            text.append(words.say("list.none")).append('\n');
        } else {
            text.append(row(
                            words.say("head.state"),
                            words.say("head.place"),
                            "SHA-256",
                            words.say("head.ends"),
                            words.say("head.since"),
                            words.say("head.subject")))
                    .append('\n');
            text.append(lines(store.certificates())).append('\n');
        }
        store.unreadable()
                .forEach(file -> text.append(words.say("unreadable", file)).append('\n'));
        store.crowded()
                .forEach(place -> text.append(words.say("crowded", place)).append('\n'));
        store.in(State.WAITING).stream()
                .findFirst()
                .ifPresent(one -> text.append(
                                words.say("list.next", one.fingerprint().brief()))
                        .append('\n'));
        return text.toString();
    }

    /** A line each, without a newline at the end. */
    String lines(List<HeldCertificate> certificates) {
        return String.join("\n", certificates.stream().map(this::line).toList());
    }

    private String line(HeldCertificate held) {
        CertificateFacts facts = CertificateFacts.of(held.certificate());
        return row(
                word(held.state()),
                held.place(),
                held.fingerprint().brief(),
                day(held.certificate().getNotAfter()),
                minute(held.since()),
                facts.applicationUri().isEmpty() ? facts.subject() : facts.subject() + ", " + facts.applicationUri());
    }

    private static String row(String state, String place, String print, String ends, String since, String subject) {
        return Columns.padded(state, STATE_COLUMNS)
                + Columns.padded(place, PLACE_COLUMNS)
                + Columns.padded(print, PRINT_COLUMNS)
                + Columns.padded(ends, DAY_COLUMNS)
                + Columns.padded(since, TIME_COLUMNS)
                + subject;
    }

    String show(HeldCertificate held, TrustStore store) {
        X509Certificate certificate = held.certificate();
        CertificateFacts facts = CertificateFacts.of(certificate);
        StringBuilder text = new StringBuilder();
        fact(text, "head.state", words.say("state." + key(held.state()) + ".long", held.place()));
        fact(text, "head.subject", facts.subject());
        fact(text, "ApplicationUri", facts.applicationUri().isEmpty() ? words.say("missing") : facts.applicationUri());
        fact(text, "issuer", facts.isSelfSigned() ? words.say("itself") : facts.issuer());
        fact(text, "hosts", facts.hosts().isEmpty() ? words.say("missing") : String.join(", ", facts.hosts()));
        fact(text, "valid", words.say("valid.span", day(certificate.getNotBefore()), day(certificate.getNotAfter())));
        if (held.since() != null) {
            fact(text, "head.since", minute(held.since()));
        }
        fact(text, "file", held.file().toString());
        prints(text, held);
        return text.append("\n→ ").append(next(held, store)).append('\n').toString();
    }

    /** What a decision came to, with all of the fingerprint: whoever decided can still see a mistake. */
    String decision(String key, HeldCertificate held) {
        StringBuilder text = new StringBuilder(words.say(
                        key,
                        held.place(),
                        CertificateFacts.of(held.certificate()).subject()))
                .append('\n');
        prints(text, held);
        return text.append("\n→ ")
                .append(words.say(key + ".next", held.fingerprint().brief()))
                .append('\n')
                .toString();
    }

    private void prints(StringBuilder text, HeldCertificate held) {
        fact(text, "SHA-256", held.fingerprint().spoken());
        fact(text, "SHA-1", Fingerprint.sha1(held.certificate()).spoken());
    }

    private String next(HeldCertificate held, TrustStore store) {
        String brief = held.fingerprint().brief();
        boolean followed =
                store.in(State.NEXT).stream().anyMatch(one -> one.place().equals(held.place()));
        if (held.state() == State.OWN && followed) {
            return words.say("next.own.ends", day(held.certificate().getNotAfter()), brief);
        }
        return words.say("next." + key(held.state()), brief);
    }

    /** A name that is the same in all languages stands for itself; the others are keys. */
    private void fact(StringBuilder text, String key, String value) {
        String name = Character.isUpperCase(key.charAt(0)) ? key : words.say(key);
        for (String line : value.split("\n")) {
            text.append(Columns.padded(name, FACT_COLUMNS)).append(line).append('\n');
            name = "";
        }
    }

    private String word(State state) {
        return words.say("state." + key(state));
    }

    private static String key(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String day(Date date) {
        return DAY.format(date.toInstant());
    }

    private static String minute(@Nullable Instant instant) {
        return instant == null ? "–" : MINUTE.format(instant);
    }

    /** PEM (RFC 7468). */
    static String pem(X509Certificate certificate) {
        try {
            String body = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a decoded certificate has no encoding", e);
        }
    }
}
