package io.fieldpost.driver.mqttin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;

/**
 * What was subscribed to in a session that the broker keeps: a subscription outlives its point there, and nobody can ask for those that
 * there are. A small file, replaced as a whole.
 */
final class RememberedFilters {
    private static final int MOST = 10_000;

    private final Path file;

    RememberedFilters(Path directory) {
        this.file = directory.resolve("subscriptions");
    }

    /** Empty also when there are none yet, or they can't be read: then a point that was taken away is told by what still comes. */
    List<String> read() {
        try {
            return Files.readAllLines(file).stream()
                    .filter(each -> !each.isEmpty())
                    .limit(MOST)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    void write(Collection<String> filters) throws IOException {
        if (List.copyOf(filters).equals(read())) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling("subscriptions.new");
        Files.write(fresh, filters);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
