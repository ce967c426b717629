package io.fieldpost.agent.doctor;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.console.Words;
import io.fieldpost.config.gateway.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the store's directory can hold what it is to hold. Never opens the store: a running agent may have it. */
record StoreCheck(Verdict verdict, StoreSettings settings, String user, Card.Probe cards) implements Check {
    /** Below this the file system is as good as full. */
    private static final long NOTHING_LEFT = 16L << 20;

    /** The store's marker and its streams: one of them is there as soon as the store was started once. */
    private static final Set<String> OURS =
            Set.of("store", StreamName.ALARM.text(), StreamName.DATA.text(), StreamName.BULK.text());

    /** What a first start that was cut short leaves, and what a new file system has. */
    private static final Set<String> HARMLESS =
            Set.of("lock", "store.new", "lost+found", "sources", "servers", "protocols", "control");

    @Override
    public String subject() {
        return verdict.subject();
    }

    @Override
    public Finding examine() {
        Path directory = settings.path().toAbsolutePath();
        try {
            Path existing = nearestExisting(directory);
            if (!Files.isDirectory(existing)) {
                return verdict.fail("store.file", existing);
            }
            if (!Files.isWritable(existing) || !Files.isExecutable(existing)) {
                return unwritable(directory, existing);
            }
            String stranger = existing.equals(directory) ? stranger(directory) : "";
            return stranger.isEmpty()
                    ? room(directory, cards.at(existing))
                    : verdict.fail("store.foreign", directory, stranger);
        } catch (IOException e) {
            return verdict.fail("store.unreadable", directory, e.toString());
        }
    }

    private Finding unwritable(Path directory, Path existing) throws IOException {
        String owner = Files.getOwner(existing).getName();
        if (!existing.equals(directory)) {
            return verdict.fail("store.cannot.be.made", directory, existing, owner, user);
        }
        // The agent runs as the owner, so for the agent all may be well.
        return owner.equals(user)
                ? verdict.fail("store.read.only", directory, owner)
                : verdict.warn("store.not.yours", directory, owner, user);
    }

    private Finding room(Path directory, Card card) throws IOException {
        String free = Words.size(card.free());
        long wanted = settings.budget().bytes();
        String budget = Words.size(wanted);
        if (card.type().equals("tmpfs") || card.type().equals("ramfs")) {
            return verdict.warn("store.volatile", directory, card.type());
        }
        long floor = settings.freeFloor().bytes();
        if (card.free() < Math.max(NOTHING_LEFT, floor)) {
            return verdict.fail("store.full", directory, free);
        }
        if (card.free() - floor + used(directory) < wanted) {
            return verdict.warn("store.small", directory, free, budget);
        }
        return verdict.ok(Files.exists(directory) ? "store.ok" : "store.new", directory, free, budget);
    }

    /** A file that says that this directory belongs to somebody else; empty when it is ours or free. */
    private static String stranger(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            boolean ours = names.stream().anyMatch(OURS::contains);
            return ours
                    ? ""
                    : names.stream()
                            .filter(name -> !HARMLESS.contains(name))
                            .findFirst()
                            .orElse("");
        }
    }

    private static long used(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(directory, 2)) {
            return files.mapToLong(StoreCheck::size).sum();
        }
    }

    /** A running agent deletes files while they are counted; one that is gone has no size. */
    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    private static Path nearestExisting(Path directory) throws IOException {
        for (Path path = directory; path != null; path = path.getParent()) {
            if (Files.exists(path)) {
                return path;
            }
        }
        throw new IOException("no part of this path exists");
    }
}
