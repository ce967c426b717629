package io.fieldpost.driver.meters;

import io.fieldpost.driver.trust.OwnedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers registers over restarts, in one small file that is replaced whole. Written when something happened that must not be
 * forgotten, and otherwise every quarter of an hour, since it lies on the gateway's card: after a kill the last value may be so old,
 * which a register that only rises forgives. A damaged file is set aside and told; the registers then begin anew.
 */
final class RegisterBook {
    private static final String FILE = "registers";
    private static final String HEAD = "fieldpost registers 1";
    private static final Duration LEAST_BETWEEN = Duration.ofMinutes(15);
    private static final long MOST_BYTES = 4L << 20;

    private final Path directory;
    private final Path file;
    private final Map<String, RegisterEntry> entries = new LinkedHashMap<>();
    private Instant written = Instant.EPOCH;
    private boolean changed;
    private boolean urgent;

    /** @param directory of the source; may not exist yet */
    RegisterBook(Path directory) {
        this.directory = directory;
        this.file = directory.resolve(FILE);
    }

    /**
     * Reads the file, if there is one.
     *
     * @return what is wrong with it, for a person; empty when nothing is
     */
    String load(Instant now) {
        written = now;
        try {
            if (Files.size(file) > MOST_BYTES) {
                return setAside("it has " + Files.size(file) + " bytes, allowed are " + MOST_BYTES);
            }
            return read(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            return "the registers' last values can't be read, so a fall since then goes unnoticed: " + e;
        }
    }

    private String read(String text) throws IOException {
        String[] lines = text.split("\n");
        if (!lines[0].equals(HEAD)) {
            return setAside("it does not begin with '" + HEAD + "'");
        }
        for (int i = 1; i < lines.length; i++) {
            try {
                RegisterEntry entry = RegisterEntry.parse(lines[i]);
                entries.put(entry.key(), entry);
            } catch (RuntimeException e) {
                return setAside("line " + (i + 1) + " is damaged; " + entries.size() + " registers before it are kept");
            }
        }
        return "";
    }

    private String setAside(String why) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        changed = true;
        return "the registers' last values were damaged and are now in " + aside
                + ", so a fall since then goes unnoticed: " + why;
    }

    /** What was known of a register; null when nothing was. */
    @Nullable
    RegisterEntry entry(String key) {
        return entries.get(key);
    }

    /** Takes note; {@code important} when it must outlive a kill of the agent that follows at once. */
    void note(Collection<RegisterEntry> news, boolean important) {
        for (RegisterEntry entry : news) {
            changed |= !entry.equals(entries.put(entry.key(), entry));
        }
        urgent |= important && changed;
    }

    /** Whether it is time to write. */
    boolean isDue(Instant now) {
        return urgent || (changed && !now.isBefore(written.plus(LEAST_BETWEEN)));
    }

    /** Writes what has changed, if anything has. After a failure it is tried again when it is next due. */
    void save(Instant now) throws IOException {
        if (!changed) {
            return;
        }
        written = now;
        urgent = false;
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        entries.values().forEach(entry -> text.append(entry.line()).append('\n'));
        OwnedFiles.directory(directory);
        OwnedFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        changed = false;
    }
}
