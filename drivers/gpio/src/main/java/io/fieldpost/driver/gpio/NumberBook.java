package io.fieldpost.driver.gpio;

import io.fieldpost.driver.trust.OwnedFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Remembers numbers of lines over restarts: what a counter has counted, what an output was last written.
 *
 * <p>Each change is written to the page cache at once, in place, so a kill takes nothing; it is forced onto the card once an interval and
 * at the end, so the card is written a few thousand times a day at most and a power cut takes one interval. Two slots are written in
 * turn, each with its number and checksum: the half-written one of a power cut is not believed, and the other is.
 */
final class NumberBook {
    private static final String FILE = "lines";
    private static final int MAGIC = 0x46504C31;
    /** One block of a card's file system. */
    private static final int SLOT_BYTES = 4096;

    private static final int ENTRY_BYTES = 11;
    private static final int HEAD_BYTES = 4 + 8 + 1 + 2;
    private static final int MOST_ENTRIES = (SLOT_BYTES - HEAD_BYTES - 4) / ENTRY_BYTES;

    private final Path directory;
    private final Path file;
    private final Duration forceEvery;

    // For the source's life.
    private final TreeMap<Key, Long> numbers = new TreeMap<>();
    private long version;
    private boolean changed;
    private boolean unforced;
    private Instant forced = Instant.MIN;
    private @Nullable RandomAccessFile open;

    /** What a number is of. */
    enum Kind {
        COUNTER,
        OUTPUT
    }

    private record Key(Kind kind, int line) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return kind == other.kind ? Integer.compare(line, other.line) : kind.compareTo(other.kind);
        }
    }

    /** What one slot held. */
    private record Slot(long version, boolean closed, Map<Key, Long> numbers) {}

    /** @param directory of the source; may not exist yet */
    NumberBook(Path directory, Duration forceEvery) {
        this.directory = directory;
        this.file = directory.resolve(FILE);
        this.forceEvery = forceEvery;
    }

    /**
     * Reads the file, or makes it.
     *
     * @return what a person should know; empty when there is nothing
     */
    String load(Instant now) throws IOException {
        forced = now;
        String told = "";
        if (Files.exists(file)) {
            byte[] bytes = new byte[2 * SLOT_BYTES];
            try (var in = Files.newInputStream(file)) {
                in.readNBytes(bytes, 0, bytes.length);
            }
            Slot slot = newer(slot(bytes, 0), slot(bytes, SLOT_BYTES));
            if (slot == null) {
                // Nothing but zeros was made and never written.
                return Arrays.equals(bytes, new byte[bytes.length]) ? "" : setAside();
            }
            numbers.putAll(slot.numbers());
            version = slot.version();
            told = slot.closed()
                    ? ""
                    : "the agent ended without closing the source: pulses until this start were not counted, and after a "
                            + "power cut a counter may stand below what was last sent";
        }
        return told;
    }

    private static @Nullable Slot newer(@Nullable Slot one, @Nullable Slot other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.version() > other.version() ? one : other;
    }

    private static @Nullable Slot slot(byte[] bytes, int at) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes, at, SLOT_BYTES);
            if (in.getInt() != MAGIC) {
                return null;
            }
            long version = in.getLong();
            boolean closed = in.get() == 1;
            int count = in.getShort();
            if (count < 0 || count > MOST_ENTRIES) {
                return null;
            }
            Map<Key, Long> numbers = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                Kind kind = in.get() == 0 ? Kind.COUNTER : Kind.OUTPUT;
                numbers.put(new Key(kind, in.getShort()), in.getLong());
            }
            return in.getInt() == checksum(bytes, at, HEAD_BYTES + count * ENTRY_BYTES)
                    ? new Slot(version, closed, numbers)
                    : null;
        } catch (BufferUnderflowException e) {
            return null;
        }
    }

    private static int checksum(byte[] bytes, int at, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, at, length);
        return (int) sum.getValue();
    }

    private String setAside() throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        return "the counters' values were damaged and are now in " + aside + ", so all counters begin at 0";
    }

    /** What was last noted; 0 when nothing was. */
    long number(Kind kind, int line) {
        return numbers.getOrDefault(new Key(kind, line), 0L);
    }

    /** Takes note. More lines than a board has are not kept. */
    void note(Kind kind, int line, long number) {
        Key key = new Key(kind, line);
        if (numbers.size() < MOST_ENTRIES || numbers.containsKey(key)) {
            Long before = numbers.put(key, number);
            changed |= before == null || before != number;
        }
    }

    /** Writes what has changed, and forces it onto the card when that is due. */
    void save(Instant now) throws IOException {
        if (changed) {
            write(false);
        }
        Duration since = Duration.between(forced, now);
        // A clock that was set back must not put it off.
        if (unforced && (since.isNegative() || since.compareTo(forceEvery) >= 0)) {
            force(now);
        }
    }

    /** Writes the last word, if this source ever wrote one. */
    void close(Instant now) throws IOException {
        try {
            if (changed || open != null) {
                write(true);
                force(now);
            }
        } finally {
            if (open != null) {
                open.close();
                open = null;
            }
        }
    }

    private void write(boolean closed) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(SLOT_BYTES);
        out.putInt(MAGIC).putLong(++version).put((byte) (closed ? 1 : 0)).putShort((short) numbers.size());
        numbers.forEach((key, number) -> out.put((byte) key.kind().ordinal())
                .putShort((short) key.line())
                .putLong(number));
        out.putInt(checksum(out.array(), 0, out.position()));
        RandomAccessFile to = opened();
        to.seek(version % 2 * SLOT_BYTES);
        to.write(out.array());
        changed = false;
        unforced = true;
    }

    /** Not a channel: an interrupt, as a driver that is cut off gets one, would close that. */
    private RandomAccessFile opened() throws IOException {
        RandomAccessFile already = open;
        if (already != null) {
            return already;
        }
        if (!Files.exists(file)) {
            OwnedFiles.directory(directory);
            OwnedFiles.write(file, new byte[2 * SLOT_BYTES]);
        }
        RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw");
        open = opened;
        return opened;
    }

    private void force(Instant now) throws IOException {
        opened().getFD().sync();
        forced = now;
        unforced = false;
    }
}
