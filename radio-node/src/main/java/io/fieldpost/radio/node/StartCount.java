package io.fieldpost.radio.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Counts the starts of a source, so that what is numbered from one in each start has names of its own for ever. */
final class StartCount {
    private StartCount() {}

    /** The number of this start, from 1; a file that can't be read begins anew at the clock's seconds, which no count reaches. */
    static long next(Path file, long clockSeconds) throws IOException {
        long last = 0;
        if (Files.exists(file)) {
            try {
                last = Long.parseLong(
                        Files.readString(file, StandardCharsets.US_ASCII).strip());
            } catch (NumberFormatException e) {
                last = clockSeconds;
            }
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, Long.toString(last + 1), StandardCharsets.US_ASCII);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return last + 1;
    }
}
