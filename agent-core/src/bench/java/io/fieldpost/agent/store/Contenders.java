package io.fieldpost.agent.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The stores that run, by name. */
final class Contenders {
    private Contenders() {}

    /** Opens a store in a directory of its own. */
    static Contender open(String name, Path directory) throws Exception {
        return switch (name) {
            case "fieldpost" -> new SegmentedContender(directory, Duration.ofSeconds(1));
            case "fieldpost-each" -> new SegmentedContender(directory, Duration.ZERO);
            case "sqlite-normal" -> new SqliteContender(directory, "NORMAL");
            case "sqlite-full" -> new SqliteContender(directory, "FULL");
            default -> throw new IOException("no store is named " + name);
        };
    }
}
