package io.fieldpost.agent.trust;

import io.fieldpost.agent.console.Words;
import io.fieldpost.agent.trust.HeldCertificate.State;
import io.fieldpost.agent.trust.TrustException.Reason;
import io.fieldpost.driver.trust.Fingerprint;
import io.fieldpost.driver.trust.StoredCertificate;
import io.fieldpost.driver.trust.TrustFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where a technician asks for certificates and decides about them. Each answer is the text to print. */
public final class TrustDesk {
    /** Fewer digits than these name a certificate by accident. */
    private static final int FEWEST_DIGITS = 4;

    private final Path store;
    private final InstantSource clock;
    private final Words words;
    private final TrustText text;

    /** @param store the store's directory */
    public TrustDesk(Path store, InstantSource clock, Words words) {
        this.store = store;
        this.clock = clock;
        this.words = words;
        this.text = new TrustText(words);
    }

    /** All certificates, one a line. */
    public String list() throws TrustException {
        return text.list(read());
    }

    /**
     * All that two people compare.
     *
     * @param id the beginning of a fingerprint, the name of a source of which one certificate waits, or {@code own} or {@code next}
     */
    public String show(String id, @Nullable String place) throws TrustException {
        HeldCertificate found = shown(id, place);
        return text.show(found, read());
    }

    /** A certificate as a machine imports it: PEM (RFC 7468). */
    public String pem(String id, @Nullable String place) throws TrustException {
        return TrustText.pem(shown(id, place).certificate());
    }

    /** Trusts a certificate from now on. */
    public String approve(String id, @Nullable String place) throws TrustException {
        HeldCertificate found = one(id, place, held -> held.state() == State.WAITING || held.state() == State.TRUSTED);
        if (found.state() == State.TRUSTED) {
            return text.decision("approve.already", found);
        }
        decide(found, TrustFolder::approve);
        return text.decision("approve.done", found);
    }

    /** Forgets a certificate that waits; lets one that is trusted wait again. */
    public String reject(String id, @Nullable String place) throws TrustException {
        HeldCertificate found = one(id, place, held -> held.state() == State.WAITING || held.state() == State.TRUSTED);
        decide(found, TrustFolder::reject);
        return text.decision(found.state() == State.TRUSTED ? "reject.trusted" : "reject.waiting", found);
    }

    /** To look at a certificate, it does not matter which of the sources met it. */
    private HeldCertificate shown(String id, @Nullable String place) throws TrustException {
        return switch (id) {
            case "own" -> one("", place, held -> held.state() == State.OWN);
            case "next" -> one("", place, held -> held.state() == State.NEXT);
            default -> {
                List<HeldCertificate> found = fitting(id, place, held -> true);
                boolean same = found.stream()
                                .map(HeldCertificate::fingerprint)
                                .distinct()
                                .count()
                        == 1;
                yield same ? found.get(0) : only(id, found);
            }
        };
    }

    private HeldCertificate one(String id, @Nullable String place, Predicate<HeldCertificate> allowed)
            throws TrustException {
        return only(id, fitting(id, place, allowed));
    }

    /** Those that may be meant; an empty id is any. */
    private List<HeldCertificate> fitting(String id, @Nullable String place, Predicate<HeldCertificate> allowed)
            throws TrustException {
        return read().certificates().stream()
                .filter(allowed)
                .filter(held -> place == null || held.place().equals(place))
                .filter(held -> isMeant(id, held))
                .toList();
    }

    private HeldCertificate only(String id, List<HeldCertificate> found) throws TrustException {
        if (found.isEmpty()) {
            throw new TrustException(
                    Reason.FAILED, id.isEmpty() ? words.say("none.own") : words.say("none", id, FEWEST_DIGITS));
        }
        if (found.size() > 1) {
            throw new TrustException(Reason.FAILED, words.say("several", id.isEmpty() ? "own" : id, text.lines(found)));
        }
        return found.get(0);
    }

    private static boolean isMeant(String id, HeldCertificate held) {
        String digits = Fingerprint.digits(id);
        return id.isEmpty()
                || (held.state() == State.WAITING && held.place().equals(id))
                || (digits.length() >= FEWEST_DIGITS && held.fingerprint().hex().startsWith(digits));
    }

    /** What is done with a certificate in its folder. */
    @FunctionalInterface
    private interface Decision {
        void on(TrustFolder folder, StoredCertificate certificate) throws IOException;
    }

    private void decide(HeldCertificate found, Decision decision) throws TrustException {
        TrustFolder folder = found.trust();
        StoredCertificate stored = found.stored();
        if (folder == null || stored == null) {
            throw new IllegalStateException("nobody decides about the gateway's own certificate");
        }
        try {
            decision.on(folder, stored);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private TrustStore read() throws TrustException {
        try {
            return TrustStore.read(store, clock.instant());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private TrustException failed(IOException failure) {
        String file = failure instanceof FileSystemException about ? about.getFile() : store.toString();
        if (failure instanceof AccessDeniedException) {
            return new TrustException(Reason.STORE, words.say("denied", file, System.getProperty("user.name", "?")));
        }
        if (failure instanceof NoSuchFileException) {
            boolean whole = store.toString().equals(file);
            return whole
                    ? new TrustException(Reason.STORE, words.say("no.store", store))
                    : new TrustException(Reason.FAILED, words.say("gone", file));
        }
        return new TrustException(Reason.FAILED, String.valueOf(failure.getMessage()));
    }
}
