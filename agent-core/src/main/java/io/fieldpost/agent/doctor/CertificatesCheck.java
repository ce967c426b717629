package io.fieldpost.agent.doctor;

import io.fieldpost.agent.trust.HeldCertificate;
import io.fieldpost.agent.trust.TrustStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/** Whether certificates of machines wait for a person. */
record CertificatesCheck(Verdict verdict, Path store, InstantSource clock) implements Check {
    /** More are listed by {@code fieldpost trust list}. */
    private static final int SHOWN = 3;

    @Override
    public String subject() {
        return verdict.subject();
    }

    @Override
    public Finding examine() {
        try {
            TrustStore certificates = TrustStore.read(store, clock.instant());
            if (!certificates.unreadable().isEmpty()) {
                return verdict.warn(
                        "certificates.damaged", certificates.unreadable().get(0));
            }
            if (!certificates.crowded().isEmpty()) {
                return verdict.warn(
                        "certificates.crowded", certificates.crowded().get(0));
            }
            List<HeldCertificate> waiting = certificates.in(HeldCertificate.State.WAITING);
            int trusted = certificates.in(HeldCertificate.State.TRUSTED).size();
            return waiting.isEmpty()
                    ? verdict.ok("certificates.ok", trusted)
                    : verdict.warn("certificates.waiting", waiting.size(), names(waiting));
        } catch (IOException e) {
            return verdict.skipped("certificates.denied", store);
        }
    }

    private static String names(List<HeldCertificate> waiting) {
        String names = waiting.stream()
                .limit(SHOWN)
                .map(one -> one.place() + " " + one.fingerprint().brief())
                .collect(Collectors.joining(", "));
        return waiting.size() > SHOWN ? names + ", …" : names;
    }
}
