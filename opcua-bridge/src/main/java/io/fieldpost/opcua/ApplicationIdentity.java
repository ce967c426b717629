package io.fieldpost.opcua;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.trust.CertificateFacts;
import io.fieldpost.driver.trust.Fingerprint;
import io.fieldpost.driver.trust.OwnCertificates;
import io.fieldpost.driver.trust.OwnedFiles;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Who this gateway is to every OPC UA application that it meets, as client and as server: one key pair and one self-signed
 * certificate with one ApplicationUri (Part 4, 6.1; Part 6, 6.2.2), kept in {@code own/} of the protocol's directory, so that a person
 * trusts one certificate at any number of machines.
 *
 * <p>The key lives as long as the gateway. Its certificate gets a successor for the same key and ApplicationUri before it ends: see
 * {@link OwnCertificates}. Sources' threads and other processes may want it at once: whoever finds something missing repairs it under
 * a lock, file by file, each file whole or not there; after a kill at any instant the next one goes on from what there is.
 *
 * @param keys RSA
 * @param certificate the one to show now
 * @param applicationUri the URI in the certificate
 */
record ApplicationIdentity(KeyPair keys, X509Certificate certificate, String applicationUri) {
    /** A file lock excludes other processes, this one other threads. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    /** Reads what there is; makes what is missing, damaged or about to end. */
    static ApplicationIdentity of(DriverContext context) throws DriverException {
        return in(
                context.protocolDirectory(), context.gateway(), context.clock().instant());
    }

    /**
     * The same for a directory.
     *
     * @throws DriverException {@code CONFIGURATION} when it can't be kept there
     */
    static ApplicationIdentity in(Path directory, String gateway, Instant now) throws DriverException {
        try {
            ApplicationIdentity kept = kept(directory, now);
            return kept == null ? repaired(directory, gateway, now) : kept;
        } catch (InterruptedException | ClosedByInterruptException | FileLockInterruptionException e) {
            Thread.currentThread().interrupt();
            throw new DriverException(Reason.TIMEOUT, "interrupted while making this gateway's certificate", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new DriverException(
                    Reason.CONFIGURATION,
                    "cannot keep this gateway's certificate in " + directory.resolve("own") + ": " + e.getMessage(),
                    e);
        }
    }

    /** What lies there, when nothing is missing and nothing is due; else null. */
    private static @Nullable ApplicationIdentity kept(Path directory, Instant now) throws IOException {
        KeyPair keys = OwnKey.read(keyIn(directory));
        OwnCertificates certificates = OwnCertificates.read(directory);
        Optional<X509Certificate> shown = certificates.shownAt(now);
        if (keys == null || shown.isEmpty() || !isFor(keys, shown.get())) {
            return null;
        }
        boolean followed =
                certificates.followingAt(now).filter(next -> isFor(keys, next)).isPresent();
        if (OwnCertificates.endsSoon(shown.get(), now) && !followed) {
            return null;
        }
        return new ApplicationIdentity(keys, shown.get(), uri(shown.get()));
    }

    private static ApplicationIdentity repaired(Path directory, String gateway, Instant now)
            throws IOException, GeneralSecurityException, InterruptedException {
        OwnedFiles.directory(directory.resolve("own"));
        THREADS.lockInterruptibly();
        try (FileChannel lock = OwnedFiles.openLock(directory.resolve("own/lock"));
                FileLock held = lock.lock()) {
            ApplicationIdentity other = kept(directory, now);
            if (other != null && held.isValid()) {
                return other;
            }
            repair(directory, gateway, now);
            ApplicationIdentity made = kept(directory, now);
            if (made == null) {
                throw new IOException("what was just written there cannot be read");
            }
            return made;
        } finally {
            THREADS.unlock();
        }
    }

    private static void repair(Path directory, String gateway, Instant now)
            throws IOException, GeneralSecurityException {
        OwnedFiles.sweep(directory.resolve("own"));
        KeyPair keys = OwnKey.readOrMake(keyIn(directory));
        OwnCertificates found = OwnCertificates.read(directory);
        X509Certificate first = found.first() != null && isFor(keys, found.first()) ? found.first() : null;
        X509Certificate next = found.next() != null && isFor(keys, found.next()) ? found.next() : null;
        OwnCertificateMaker maker = new OwnCertificateMaker(keys, gateway, now);
        if (first == null && next == null) {
            Files.deleteIfExists(OwnCertificates.nextIn(directory));
            X509Certificate made = maker.make();
            OwnedFiles.write(OwnCertificates.firstIn(directory), made.getEncoded());
            Logger.info(
                    "made this gateway's OPC UA certificate, SHA-256 {}; trust it at each machine: fieldpost trust show own",
                    Fingerprint.of(made).colons());
            return;
        }
        if (next != null && (first == null || OwnCertificates.endsSoon(next, now))) {
            Files.move(
                    OwnCertificates.nextIn(directory),
                    OwnCertificates.firstIn(directory),
                    StandardCopyOption.ATOMIC_MOVE);
            first = next;
        }
        if (first != null && OwnCertificates.endsSoon(first, now)) {
            X509Certificate made = maker.make(uri(first));
            OwnedFiles.write(OwnCertificates.nextIn(directory), made.getEncoded());
            Logger.warn(
                    "this gateway's OPC UA certificate ends at {}; its successor, SHA-256 {}, must be trusted at each machine before:"
                            + " fieldpost trust show next",
                    first.getNotAfter().toInstant(),
                    Fingerprint.of(made).colons());
        }
    }

    private static Path keyIn(Path directory) {
        return directory.resolve("own/private-key.der");
    }

    private static boolean isFor(KeyPair keys, X509Certificate certificate) {
        return keys.getPublic().equals(certificate.getPublicKey())
                && !uri(certificate).isEmpty();
    }

    private static String uri(X509Certificate certificate) {
        return CertificateFacts.of(certificate).applicationUri();
    }
}
