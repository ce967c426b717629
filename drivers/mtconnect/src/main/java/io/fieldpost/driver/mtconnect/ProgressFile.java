package io.fieldpost.driver.mtconnect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps how far an agent was read from one connection to the next, and over restarts. A file that a power cut has damaged is as good as none:
 * reading then begins with what is current. For one thread at a time.
 */
final class ProgressFile {
    /** The card wears with each write, and repeated observations are only marked historical. */
    private static final Duration PACE = Duration.ofSeconds(30);

    private static final Pattern LINE = Pattern.compile("instance ([0-9]{1,20}) next ([0-9]{1,18})\\n");

    private final Path file;
    private @Nullable Progress written;
    private long writtenNanos = System.nanoTime();

    ProgressFile(Path directory) {
        this.file = directory.resolve("progress");
    }

    Optional<Progress> read() {
        try {
            Matcher line = LINE.matcher(Files.readString(file));
            if (line.matches()) {
                written = new Progress(Long.parseUnsignedLong(line.group(1)), Long.parseLong(line.group(2)));
                return Optional.of(written);
            }
        } catch (NoSuchFileException e) {
            // The first connection of all.
        } catch (IOException | NumberFormatException e) {
            // Damaged, or not readable: no worse than none.
        }
        return Optional.empty();
    }

    boolean isDue(long nowNanos) {
        return nowNanos - writtenNanos > PACE.toNanos();
    }

    void write(Progress progress, long nowNanos) throws IOException {
        writtenNanos = nowNanos;
        if (progress.equals(written)) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling("progress.new");
        Files.writeString(
                fresh,
                "instance " + Long.toUnsignedString(progress.instanceId()) + " next " + progress.nextSequence() + "\n",
                StandardCharsets.US_ASCII);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        written = progress;
    }
}
