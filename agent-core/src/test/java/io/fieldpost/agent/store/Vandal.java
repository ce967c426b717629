package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Does to the files of a store what cards, people and programs with a grudge do: damages bytes, moves them about, takes files away. */
final class Vandal {
    /** What is done, and how much it may break. */
    enum Harm {
        FLIP_BITS(Kind.IN_PLACE),
        OVERWRITE(Kind.IN_PLACE),
        ZERO(Kind.IN_PLACE),
        CUT(Kind.PLAIN),
        EXTEND(Kind.PLAIN),
        REMOVE_BLOCK(Kind.PLAIN),
        REPEAT_BLOCK(Kind.PLAIN),
        SWAP_BLOCKS(Kind.PLAIN),
        EMPTY(Kind.PLAIN),
        DELETE(Kind.PLAIN),
        SPLICE(Kind.MIXING),
        COPY(Kind.MIXING),
        RENAME(Kind.MIXING),
        STRANGER(Kind.MIXING),
        FORGE_HEADER(Kind.FORGED),
        FORGE_RECORD(Kind.FORGED),
        FORGE_LEDGER(Kind.FORGED),
        FORGE_SETTLED(Kind.FORGED),
        FORGE_CLOSED(Kind.FORGED),
        FORGE_NAMES(Kind.FORGED),
        FORGE_MARKER(Kind.FORGED);

        final Kind kind;

        Harm(Kind kind) {
            this.kind = kind;
        }
    }

    /** From bad to worse. */
    enum Kind {
        /** Bytes change where they are. */
        IN_PLACE,
        /** Bytes of one file come, go or move within it. */
        PLAIN,
        /** What was right in one place is now in another. */
        MIXING,
        /** Wrong, and its checksum is right. */
        FORGED
    }

    final Set<Path> touched = new HashSet<>();

    private final MemoryDisk disk;
    private final Random chance;
    private final Forger forger;

    Vandal(MemoryDisk disk, Random chance, Forger forger) {
        this.disk = disk;
        this.chance = chance;
        this.forger = forger;
    }

    void harm(Harm harm) {
        Path path = file("");
        byte[] bytes = disk.bytes(path);
        switch (harm) {
            case FLIP_BITS -> change(path, flipBits(bytes));
            case OVERWRITE -> change(path, overwrite(bytes, noise(1 + chance.nextInt(600))));
            case ZERO -> change(path, overwrite(bytes, new byte[1 + chance.nextInt(9000)]));
            case CUT -> change(path, Arrays.copyOf(bytes, chance.nextInt(bytes.length + 1)));
            case EXTEND ->
                change(path, join(bytes, chance.nextBoolean() ? noise(1000) : new byte[chance.nextInt(70_000)]));
            case REMOVE_BLOCK -> change(path, removeBlock(bytes));
            case REPEAT_BLOCK -> change(path, insert(bytes, block(bytes)));
            case SWAP_BLOCKS -> change(path, swapBlocks(bytes));
            case EMPTY -> change(path, new byte[0]);
            case DELETE -> delete(path);
            case SPLICE -> change(path, splice(bytes, disk.bytes(file(""))));
            case COPY -> change(otherName(path), bytes);
            case RENAME -> {
                delete(path);
                change(otherName(path), bytes);
            }
            case STRANGER -> change(StoreOnMemory.PATH.resolve("holiday.jpg"), noise(10));
            case FORGE_HEADER -> forgeHeader(file(".seg"));
            case FORGE_RECORD -> forgeRecord(file(".seg"));
            case FORGE_LEDGER -> change(at(Ledger.NAME), forger.twoSlots(16 * 1024, forger.ledger()));
            case FORGE_SETTLED -> change(file(".settled"), forger.twoSlots(Settlement.SLOT, forger.settled()));
            case FORGE_CLOSED -> change(at(StoreDirectory.CLOSED), forger.twoSlots(4096, forger.closed()));
            case FORGE_NAMES -> change(at(Settlement.NAMES), forger.twoSlots(4096, ByteBuffer.wrap(noise(200))));
            case FORGE_MARKER -> change(at(StoreDirectory.MARKER), forger.marker());
        }
    }

    private Path at(String name) {
        return StoreOnMemory.PATH.resolve(name);
    }

    private Path file(String ending) {
        List<Path> all = disk.files().stream()
                .filter(path -> path.toString().endsWith(ending))
                .toList();
        return all.isEmpty() ? at("data").resolve(Segment.name(1)) : all.get(chance.nextInt(all.size()));
    }

    private void change(Path path, byte[] bytes) {
        touched.add(path);
        disk.setBytes(path, bytes);
    }

    private void delete(Path path) {
        touched.add(path);
        disk.remove(path);
    }

    private byte[] flipBits(byte[] bytes) {
        for (int i = 1 + chance.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[place(bytes)] ^= (byte) (1 << chance.nextInt(8));
        }
        return bytes;
    }

    /** Often in the first bytes, where more depends on each. */
    private int place(byte[] bytes) {
        return chance.nextInt(chance.nextInt(3) == 0 ? Math.min(200, bytes.length) : bytes.length);
    }

    private byte[] overwrite(byte[] bytes, byte[] with) {
        if (bytes.length > 0) {
            int at = place(bytes);
            System.arraycopy(with, 0, bytes, at, Math.min(with.length, bytes.length - at));
        }
        return bytes;
    }

    private byte[] block(byte[] bytes) {
        int from = chance.nextInt(bytes.length + 1);
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + chance.nextInt(20_000)));
    }

    private byte[] insert(byte[] bytes, byte[] what) {
        int at = chance.nextInt(bytes.length + 1);
        return join(Arrays.copyOf(bytes, at), what, Arrays.copyOfRange(bytes, at, bytes.length));
    }

    private byte[] removeBlock(byte[] bytes) {
        int from = chance.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + chance.nextInt(20_000));
        return join(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
    }

    private byte[] swapBlocks(byte[] bytes) {
        int size = bytes.length / 8;
        int from = chance.nextInt(4) * size;
        int to = (4 + chance.nextInt(4)) * size;
        byte[] first = Arrays.copyOfRange(bytes, from, from + size);
        System.arraycopy(bytes, to, bytes, from, size);
        System.arraycopy(first, 0, bytes, to, size);
        return bytes;
    }

    private byte[] splice(byte[] head, byte[] tail) {
        return switch (chance.nextInt(3)) {
            case 0 -> overwrite(head, block(tail));
            case 1 -> insert(head, block(tail));
            default -> {
                int at = chance.nextInt(Math.min(head.length, tail.length) + 1);
                yield join(Arrays.copyOf(head, at), Arrays.copyOfRange(tail, at, tail.length));
            }
        };
    }

    private Path otherName(Path path) {
        StreamName stream = StreamName.values()[chance.nextInt(3)];
        String name = switch (chance.nextInt(4)) {
            case 0 -> "9999999999999999999.seg";
            case 1 -> Segment.name(Math.max(0, forger.number()));
            case 2 -> Segment.name(chance.nextInt(300));
            default -> String.valueOf(path.getFileName());
        };
        return StoreOnMemory.PATH.resolve(stream.text()).resolve(name);
    }

    private void forgeHeader(Path path) {
        byte[] bytes = disk.exists(path) ? disk.bytes(path) : new byte[SegmentHeader.SIZE];
        byte[] forged = forger.header(bytes.length < SegmentHeader.SIZE ? new byte[SegmentHeader.SIZE] : bytes);
        long first = ByteBuffer.wrap(forged).getLong(24);
        if (first >= 0 && chance.nextBoolean()) {
            delete(path);
            change(path.resolveSibling(Segment.name(first)), forged);
        } else {
            change(path, forged);
        }
    }

    private void forgeRecord(Path path) {
        byte[] bytes = disk.exists(path) ? disk.bytes(path) : new byte[0];
        byte[] record = forger.record();
        change(path, chance.nextBoolean() ? join(bytes, record) : insert(bytes, record));
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        chance.nextBytes(noise);
        return noise;
    }

    static byte[] join(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
