package io.fieldpost.opcua.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * What is remembered, as two files that are overwritten in turn. One that the agent was killed in the midst of writing fails its
 * checksum, and then the other is the newest. Nothing is forced while the source runs: the kernel brings what was overwritten to the
 * card every half minute or so, about 26 bytes for each point whose history is kept, and a kill takes nothing with it. After a power
 * cut, which is told by the kernel's boot id, what the card holds may be older than the truth, and what the store held may be younger:
 * then every mark is set back by {@link #STEP_BACK}, so that values come twice rather than not at all.
 *
 * <p>One thread at a time.
 */
final class MemoryFile implements AutoCloseable {
    /** Ten times the store's default commit interval, in intervals of 100 ns of the source's clock. */
    static final long STEP_BACK = 10_000 * Mark.MILLI;

    private static final int MAGIC = 0x46504850;
    private static final int HEADER = 2 * Integer.BYTES + 2 * Long.BYTES;
    private static final int MOST_BYTES = 64 << 20;
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path directory;
    private final long boot;
    private final @Nullable FileChannel[] channels = new @Nullable FileChannel[2];
    private long sequence;
    private boolean told;

    private record Image(long sequence, long boot, Map<Long, Memory> memories) {}

    private MemoryFile(Path directory, long boot) {
        this.directory = directory;
        this.boot = boot;
    }

    static MemoryFile in(Path directory) {
        return new MemoryFile(directory, bootId());
    }

    /** The same in another life of the machine. */
    static MemoryFile in(Path directory, long boot) {
        return new MemoryFile(directory, boot);
    }

    /** What was written last, as far as it can be read; empty when there is nothing. */
    Map<Long, Memory> read() {
        Image a = read(path(0));
        Image b = read(path(1));
        Image newest = a == null || (b != null && b.sequence > a.sequence) ? b : a;
        if (newest == null) {
            return Map.of();
        }
        sequence = newest.sequence;
        if (newest.boot == boot) {
            return newest.memories;
        }
        Map<Long, Memory> older = new HashMap<>();
        newest.memories.forEach((key, memory) -> older.put(key, memory.steppedBack(STEP_BACK)));
        return older;
    }

    private Path path(int slot) {
        return directory.resolve("history." + slot);
    }

    private static @Nullable Image read(Path file) {
        try {
            if (!Files.exists(file) || Files.size(file) > MOST_BYTES) {
                return null;
            }
            return decoded(ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (IOException | RuntimeException e) {
            Logger.debug(e, "{} cannot be read", file);
            return null;
        }
    }

    private static @Nullable Image decoded(ByteBuffer bytes) {
        if (bytes.remaining() < HEADER + Integer.BYTES || bytes.getInt() != MAGIC) {
            return null;
        }
        int length = bytes.getInt();
        if (length < HEADER
                || length > bytes.limit() - Integer.BYTES
                || bytes.getInt(length) != checksum(bytes, length)) {
            return null;
        }
        bytes.limit(length);
        long sequence = bytes.getLong();
        long boot = bytes.getLong();
        Map<Long, Memory> memories = new HashMap<>();
        while (bytes.hasRemaining()) {
            memories.put(bytes.getLong(), Memory.read(bytes));
        }
        return new Image(sequence, boot, memories);
    }

    private static int checksum(ByteBuffer bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), 0, length);
        return (int) crc.getValue();
    }

    /** What is to be written, as it is now. The marks are locked. */
    static ByteBuffer image(Marks marks) {
        return marks.encoded(HEADER);
    }

    /** Takes the place of what was written before the last time. A failure is told once; the gaps that it leaves are larger ones. */
    void write(ByteBuffer image) {
        int length = image.limit();
        if (length == HEADER && sequence == 0) {
            // Nothing to remember, and nothing to forget: a server without a history costs the card nothing.
            return;
        }
        ByteBuffer whole = ByteBuffer.allocate(length + Integer.BYTES).put(image.position(0));
        whole.putInt(0, MAGIC)
                .putInt(Integer.BYTES, length)
                .putLong(2 * Integer.BYTES, ++sequence)
                .putLong(2 * Integer.BYTES + Long.BYTES, boot);
        whole.putInt(checksum(whole, length)).flip();
        try {
            FileChannel channel = channel((int) (sequence & 1));
            while (whole.hasRemaining()) {
                channel.write(whole, whole.position());
            }
        } catch (IOException e) {
            complain(e);
        }
    }

    private void complain(IOException cause) {
        if (!told) {
            told = true;
            Logger.warn(
                    "cannot write {}: {}; gaps of a restart will be filled from an older time",
                    directory,
                    cause.toString());
        }
    }

    private FileChannel channel(int slot) throws IOException {
        FileChannel open = channels[slot];
        if (open == null || !open.isOpen()) {
            Files.createDirectories(directory);
            open = FileChannel.open(path(slot), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channels[slot] = open;
        }
        return open;
    }

    private static long bootId() {
        try {
            return Files.readString(BOOT_ID).hashCode();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        for (FileChannel channel : channels) {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                complain(e);
            }
        }
    }
}
