package io.fieldpost.agent.trust;

import io.fieldpost.driver.trust.OwnCertificates;
import io.fieldpost.driver.trust.StoredCertificate;
import io.fieldpost.driver.trust.TrustFolder;
import io.fieldpost.driver.trust.TrustListing;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All certificates of a gateway, as they lay in its store's directory at one moment: what it shows to the machines of a protocol in
 * {@code protocols/NAME}, which machine each source met in {@code sources/NAME}, and what a server of its own shows and whom it met in
 * {@code servers/NAME} and, as users, {@code servers/NAME/users}. The agent may run meanwhile.
 *
 * @param certificates the gateway's own first, then what waits, then what is trusted
 * @param unreadable files in which there is no certificate
 * @param crowded places whose waiting list is full: something there changes its certificate at each attempt
 */
public record TrustStore(List<HeldCertificate> certificates, List<Path> unreadable, List<String> crowded) {
    /** Reads them; changes nothing. */
    public static TrustStore read(Path store, Instant now) throws IOException {
        List<HeldCertificate> held = new ArrayList<>();
        List<Path> unreadable = new ArrayList<>();
        List<String> crowded = new ArrayList<>();
        for (Path protocol : directories(store, "protocols")) {
            addOwn(name(protocol), protocol, now, held, unreadable);
        }
        for (Path source : directories(store, "sources")) {
            addMet(name(source), source, held, unreadable, crowded);
        }
        for (Path server : directories(store, "servers")) {
            // No source can have a name with a slash.
            String name = "servers/" + name(server);
            addOwn(name, server, now, held, unreadable);
            addMet(name, server, held, unreadable, crowded);
            addMet(name + "/users", server.resolve("users"), held, unreadable, crowded);
        }
        held.sort((one, other) -> rank(one) - rank(other));
        return new TrustStore(List.copyOf(held), List.copyOf(unreadable), List.copyOf(crowded));
    }

    /** Whether any driver has ever kept a certificate in this store. */
    public static boolean isUsed(Path store) {
        return Stream.of("protocols", "sources", "servers").anyMatch(kind -> Files.isDirectory(store.resolve(kind)));
    }

    /** Those of one state. */
    public List<HeldCertificate> in(HeldCertificate.State state) {
        return certificates.stream().filter(one -> one.state() == state).toList();
    }

    private static int rank(HeldCertificate held) {
        return switch (held.state()) {
            case OWN -> 0;
            case NEXT -> 1;
            case WAITING -> 2;
            case TRUSTED -> 3;
        };
    }

    private static void addOwn(
            String name, Path directory, Instant now, List<HeldCertificate> held, List<Path> unreadable)
            throws IOException {
        OwnCertificates own = OwnCertificates.read(directory);
        Path first = OwnCertificates.firstIn(directory);
        Path next = OwnCertificates.nextIn(directory);
        Optional<X509Certificate> shown = own.shownAt(now);
        shown.ifPresent(one -> held.add(
                HeldCertificate.own(HeldCertificate.State.OWN, name, one, one.equals(own.next()) ? next : first)));
        own.followingAt(now)
                .ifPresent(one -> held.add(HeldCertificate.own(HeldCertificate.State.NEXT, name, one, next)));
        if (own.first() == null && Files.exists(first)) {
            unreadable.add(first);
        }
    }

    private static void addMet(
            String name, Path directory, List<HeldCertificate> held, List<Path> unreadable, List<String> crowded)
            throws IOException {
        TrustFolder trust = new TrustFolder(directory);
        TrustListing listing = trust.read();
        listing.certificates().forEach(one -> held.add(HeldCertificate.of(name, trust, one)));
        unreadable.addAll(listing.unreadable());
        if (listing.in(StoredCertificate.State.WAITING).size() > TrustFolder.MOST_KEPT) {
            crowded.add(name);
        }
    }

    private static String name(Path directory) {
        return directory.getFileName().toString();
    }

    private static List<Path> directories(Path store, String kind) throws IOException {
        if (!Files.exists(store)) {
            throw new NoSuchFileException(store.toString());
        }
        if (!Files.isReadable(store) || !Files.isExecutable(store)) {
            throw new AccessDeniedException(store.toString());
        }
        Path parent = store.resolve(kind);
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(parent)) {
            return files.filter(Files::isDirectory).sorted().toList();
        }
    }
}
