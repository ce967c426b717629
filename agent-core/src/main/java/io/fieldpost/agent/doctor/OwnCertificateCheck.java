package io.fieldpost.agent.doctor;

import io.fieldpost.agent.trust.HeldCertificate;
import io.fieldpost.agent.trust.TrustStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/** Whether the certificate that the gateway shows to machines ends soon, so that they must trust its successor. */
record OwnCertificateCheck(Verdict verdict, Path store, InstantSource clock) implements Check {
    @Override
    public String subject() {
        return verdict.subject();
    }

    @Override
    public Finding examine() {
        try {
            Instant now = clock.instant();
            TrustStore certificates = TrustStore.read(store, now);
            HeldCertificate shown = certificates.in(HeldCertificate.State.OWN).stream()
                    .min(Comparator.comparing(one -> one.certificate().getNotAfter()))
                    .orElse(null);
            if (shown == null) {
                return verdict.ok("own.none");
            }
            Instant end = shown.certificate().getNotAfter().toInstant();
            String day = end.atOffset(ZoneOffset.UTC).toLocalDate().toString();
            String print = shown.fingerprint().brief();
            if (!now.isBefore(end)) {
                return verdict.fail("own.over", print, day);
            }
            List<HeldCertificate> next = certificates.in(HeldCertificate.State.NEXT).stream()
                    .filter(one -> one.place().equals(shown.place()))
                    .toList();
            return next.isEmpty()
                    ? verdict.ok("own.ok", print, day)
                    : verdict.warn(
                            "own.ends", print, day, next.get(0).fingerprint().brief());
        } catch (IOException e) {
            return verdict.skipped("certificates.denied", store);
        }
    }
}
