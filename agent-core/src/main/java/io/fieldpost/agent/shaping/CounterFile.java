package io.fieldpost.agent.shaping;

import io.fieldpost.driver.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Remembers the last counts of one source over restarts of the agent, in the file {@code counters} of the source's directory. Text: a
 * line for each, {@code NAME OF int|real COUNT TIME}, and a last one with the CRC-32C of what stands before it. Written to another file
 * first, which then takes its place, so that a cut at any instant leaves one that is whole.
 */
final class CounterFile {
    static final String NAME = "counters";
    private static final String END = "crc32c ";
    private static final int LARGEST = 1 << 20;

    private final Path path;

    CounterFile(Path directory) {
        path = directory.resolve(NAME);
    }

    /** What was remembered; nothing, and a line in the log, when the file can't be read or is damaged. Blocks. */
    List<Count> read() {
        try (InputStream in = Files.newInputStream(path)) {
            List<Count> counts = parse(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
            if (counts != null) {
                return counts;
            }
            Logger.warn("{} is damaged; rates begin with the next count", path);
        } catch (NoSuchFileException e) {
            Logger.debug("{} is not there; rates begin with the next count", path);
        } catch (IOException e) {
            Logger.warn("{} can't be read, {}; rates begin with the next count", path, e.toString());
        }
        return List.of();
    }

    /** Puts counts in the place of those before. Blocks until they are on the card. */
    void write(List<Count> counts) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Path fresh = path.resolveSibling(NAME + ".new");
        try (FileChannel file = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text(counts).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static String text(List<Count> counts) {
        StringBuilder text = new StringBuilder();
        for (Count count : counts) {
            text.append(count.rate()).append(' ').append(count.of()).append(' ');
            if (count.value() instanceof Value.Int whole) {
                text.append("int ").append(whole.value());
            } else {
                text.append("real ").append(count.number());
            }
            text.append(' ').append(count.time()).append('\n');
        }
        return text + END + sum(text) + '\n';
    }

    /** The counts of a text; null when it is not whole. */
    static @Nullable List<Count> parse(String text) {
        int end = text.lastIndexOf(END);
        if (end < 0 || !text.substring(end).equals(END + sum(text.substring(0, end)) + '\n')) {
            return null;
        }
        List<Count> counts = new ArrayList<>();
        for (String line : text.substring(0, end).lines().toList()) {
            Count count = count(line.split(" ", -1));
            if (count == null) {
                return null;
            }
            counts.add(count);
        }
        return counts;
    }

    private static @Nullable Count count(String[] words) {
        if (words.length != 5) {
            return null;
        }
        try {
            Value value = words[2].equals("int")
                    ? new Value.Int(Long.parseLong(words[3]))
                    : new Value.Real(Double.parseDouble(words[3]));
            return new Count(words[0], words[1], value, Instant.parse(words[4]));
        } catch (NumberFormatException | DateTimeException damaged) {
            return null;
        }
    }

    private static String sum(CharSequence text) {
        return digits(text.toString());
    }

    /** Eight digits that stand for a text. */
    static String digits(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }
}
