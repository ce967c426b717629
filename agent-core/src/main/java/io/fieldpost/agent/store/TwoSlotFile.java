package io.fieldpost.agent.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A small state that is overwritten in place, in one of two slots: a write that is cut off leaves the other one, and the one that is on the
 * card for certain is never written to before another is. The file has its full size from the start, so an update needs no room. Guarded by the store's lock.
 */
final class TwoSlotFile {
    private static final int HEAD = 16;
    /** Nobody writes a file so often; above it the next generations would overflow. */
    private static final long LAST_GENERATION = Long.MAX_VALUE / 2;

    private final Disk disk;
    private final Path directory;
    private final Path path;
    private final int slotSize;
    private long generation;
    /** Where the newest state is. */
    private int newestSlot = 1;
    /** Where the newest state is that is on the card for certain; -1 when none is. */
    private int forcedSlot = -1;
    /** What was read may still be in the page cache alone. */
    private boolean mayBeUnforced;

    TwoSlotFile(Disk disk, Path directory, String name, int slotSize) {
        this.disk = disk;
        this.directory = directory;
        this.path = directory.resolve(name);
        this.slotSize = slotSize;
    }

    int capacity() {
        return slotSize - HEAD;
    }

    /** The newest whole state; null when there is none. */
    @Nullable
    ByteBuffer read() {
        byte[] bytes = new byte[2 * slotSize];
        try (DiskFile file = disk.openToRead(path)) {
            for (int slot = 0; slot < 2; slot++) {
                readSlot(file, bytes, slot);
            }
        } catch (IOException e) {
            return null;
        }
        newestSlot = generation(bytes, 0) >= generation(bytes, 1) ? 0 : 1;
        generation = generation(bytes, newestSlot);
        mayBeUnforced = generation > 0;
        return generation == 0 ? null : ByteBuffer.wrap(bytes, newestSlot * slotSize + HEAD, length(bytes, newestSlot));
    }

    /** Whether the file has its full size; not when it was made on a full card. */
    boolean isComplete() throws IOException {
        return disk.exists(path) && disk.size(path) >= 2L * slotSize;
    }

    /** Writes to the slot that is not on the card for certain, so that a power cut at any instant leaves one that is whole. */
    void write(ByteBuffer state, boolean force) throws IOException {
        if (state.remaining() > capacity()) {
            throw new IOException(state.remaining() + " bytes are more than " + path + " has room for");
        }
        boolean isNew = !isComplete();
        int target = 1 - (forcedSlot < 0 ? newestSlot : forcedSlot);
        byte[] slot = new byte[HEAD + state.remaining()];
        ByteBuffer buffer = ByteBuffer.wrap(slot).putLong(generation + 1).putInt(state.remaining());
        buffer.position(HEAD).put(state);
        buffer.putInt(12, crc(slot, 0, slot.length));
        try (DiskFile file = disk.openToWrite(path)) {
            if (isNew) {
                int size = (int) file.size();
                file.writeFully(new byte[2 * slotSize - size], 2 * slotSize - size, size);
            }
            if (mayBeUnforced) {
                file.force();
                mayBeUnforced = false;
                forcedSlot = newestSlot;
                target = 1 - newestSlot;
            }
            file.writeFully(slot, slot.length, (long) target * slotSize);
            newestSlot = target;
            generation++;
            if (force || isNew) {
                file.force();
                forcedSlot = target;
            }
        }
        if (isNew) {
            disk.forceDirectory(directory);
        }
    }

    private void readSlot(DiskFile file, byte[] bytes, int slot) {
        try {
            file.readFully(bytes, slot * slotSize, slotSize, (long) slot * slotSize);
        } catch (IOException e) {
            // The other slot may still be readable, and an empty one is what a lost one means.
            bytes[slot * slotSize + 12] ^= 1;
        }
    }

    /** Zero for a slot that is not whole. */
    private long generation(byte[] bytes, int slot) {
        int length = length(bytes, slot);
        int at = slot * slotSize;
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        boolean whole = length >= 0
                && length <= capacity()
                && buffer.getInt(at + 12) == crc(bytes, at, HEAD + length)
                && buffer.getLong(at) > 0
                && buffer.getLong(at) <= LAST_GENERATION;
        return whole ? buffer.getLong(at) : 0;
    }

    private int length(byte[] bytes, int slot) {
        return ByteBuffer.wrap(bytes).getInt(slot * slotSize + 8);
    }

    private static int crc(byte[] bytes, int at, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, at, 12);
        sum.update(bytes, at + HEAD, length - HEAD);
        return (int) sum.getValue();
    }
}
