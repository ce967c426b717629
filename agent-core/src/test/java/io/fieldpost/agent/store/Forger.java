package io.fieldpost.agent.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;

/** Makes the structures of the store's files with values that no store writes, and with the right checksum. */
final class Forger {
    private static final long[] NUMBERS = {
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        -4097,
        -1,
        0,
        1,
        2,
        3,
        31,
        256,
        4096,
        4097,
        1L << 31,
        1L << 32,
        1_000_000_000_000_000_000L,
        Long.MAX_VALUE / 2,
        Long.MAX_VALUE / 2 + 1,
        Long.MAX_VALUE - 4097,
        Long.MAX_VALUE - 4096,
        Long.MAX_VALUE - 1,
        Long.MAX_VALUE
    };

    /** Payloads of the records that were made. */
    final Set<ByteBuffer> payloads = new HashSet<>();
    /** Whether something of a later version was made. */
    boolean later;

    private final Random chance;

    Forger(Random chance) {
        this.chance = chance;
    }

    long number() {
        long number = NUMBERS[chance.nextInt(NUMBERS.length)];
        return switch (chance.nextInt(6)) {
            case 0 -> chance.nextLong();
            case 1 -> chance.nextInt(300);
            case 2 -> number + chance.nextInt(5) - 2;
            default -> number;
        };
    }

    private int small() {
        int[] some = {
            0, 1, 2, 3, 7, -1, 255, 256, 4096, Integer.MAX_VALUE, Integer.MIN_VALUE, Short.MAX_VALUE, Short.MIN_VALUE
        };
        return some[chance.nextInt(some.length)];
    }

    /** The same file with some fields of its header changed. */
    byte[] header(byte[] file) {
        ByteBuffer buffer = ByteBuffer.wrap(file);
        buffer.put(Vandal.ascii("FPSEGMNT"));
        if (buffer.getShort(8) != 1 || chance.nextInt(20) == 0) {
            short version = (short) (chance.nextBoolean() ? small() : 1);
            later |= (version & 0xFFFF) > 1;
            buffer.putShort(8, version);
        }
        for (int i = 1 + chance.nextInt(3); i > 0; i--) {
            switch (chance.nextInt(6)) {
                case 0 -> buffer.putShort(10, (short) (chance.nextBoolean() ? chance.nextInt(5) : small()));
                case 1 -> buffer.putInt(12, small());
                case 2 -> buffer.putLong(16, number());
                case 3 -> buffer.putLong(24, number());
                case 4 -> buffer.putLong(32, number());
                default -> buffer.putLong(40, chance.nextLong());
            }
        }
        buffer.putInt(SegmentHeader.SIZE - 4, Checksum.of(file, 0, SegmentHeader.SIZE - 4));
        return file;
    }

    byte[] record() {
        byte[] payload = new byte[chance.nextInt(3) * chance.nextInt(3000)];
        chance.nextBytes(payload);
        byte[] frame = new byte[RecordFrame.SIZE];
        long sequence = chance.nextBoolean() ? number() : 1 + chance.nextInt(300);
        RecordFrame.encode(frame, payload, sequence, number(), small(), ClockState.UNKNOWN);
        if (chance.nextInt(4) == 0) {
            ByteBuffer buffer =
                    ByteBuffer.wrap(frame).putInt(0, lyingLength(payload)).putInt(28, chance.nextInt());
            buffer.putInt(4, recordChecksum(frame, payload));
        }
        payloads.add(ByteBuffer.wrap(payload));
        return Vandal.join(frame, payload);
    }

    private int lyingLength(byte[] payload) {
        return chance.nextBoolean() ? payload.length : RecordFrame.MAX_PAYLOAD + chance.nextInt(3) - 1;
    }

    private static int recordChecksum(byte[] frame, byte[] payload) {
        CRC32C sum = new CRC32C();
        sum.update(frame, 0, 4);
        sum.update(frame, 8, RecordFrame.SIZE - 8);
        sum.update(payload);
        return (int) sum.getValue();
    }

    /** A file of two slots that holds a state. */
    byte[] twoSlots(int slotSize, ByteBuffer state) {
        byte[] file = new byte[2 * slotSize];
        int length = Math.min(slotSize - 16, state.remaining());
        ByteBuffer slot =
                ByteBuffer.wrap(file, chance.nextInt(2) * slotSize, slotSize).slice();
        long[] generations = {1, 2, 7, Long.MAX_VALUE - 1, Long.MAX_VALUE, number()};
        slot.putLong(0, generations[chance.nextInt(generations.length)]);
        slot.putInt(8, chance.nextInt(8) == 0 ? chance.nextInt(length + 1) : length);
        slot.position(16).put(state.slice().limit(length));
        byte[] sealed = new byte[12 + slot.getInt(8)];
        slot.get(0, sealed, 0, 12).get(16, sealed, 12, sealed.length - 12);
        slot.putInt(12, Checksum.of(sealed, 0, sealed.length));
        return file;
    }

    ByteBuffer ledger() {
        ByteBuffer state = ByteBuffer.allocate(16 * 1024);
        int entries = chance.nextInt(chance.nextInt(4) == 0 ? 400 : 5);
        state.putShort(version()).putShort((short) (chance.nextInt(3) == 0 ? small() : entries));
        for (int i = 0; i < 3; i++) {
            state.putLong(chance.nextBoolean() ? 0 : number());
        }
        for (int i = 0; i < entries && state.remaining() >= 44; i++) {
            state.put((byte) (chance.nextInt(5) - 1)).put((byte) (chance.nextInt(8) - 1));
            state.put((byte) chance.nextInt(2)).put((byte) chance.nextInt(2));
            putRange(state);
            state.putLong(number()).putLong(number()).putLong(number());
        }
        return state.flip();
    }

    ByteBuffer settled() {
        ByteBuffer state = ByteBuffer.allocate(16 * 1024).putShort(version());
        for (int stream = 0; stream < 3; stream++) {
            int ranges = chance.nextInt(chance.nextInt(4) == 0 ? 80 : 4);
            state.putShort((short) (chance.nextInt(4) == 0 ? small() : ranges));
            for (int i = 0; i < ranges && state.remaining() > 18; i++) {
                putRange(state);
            }
        }
        return state.flip();
    }

    ByteBuffer closed() {
        ByteBuffer state = ByteBuffer.allocate(24);
        for (int i = chance.nextInt(4); i > 0; i--) {
            state.putLong(number());
        }
        return state.flip();
    }

    byte[] marker() {
        int version = chance.nextInt(4) == 0 ? 2 : 1;
        later |= version > 1;
        String lines = "fieldpost store\nversion " + version + "\nepoch " + Epoch.text(number()) + "\n";
        byte[] bytes = Vandal.ascii(lines);
        return Vandal.ascii(lines + "crc " + Integer.toHexString(Checksum.of(bytes, 0, bytes.length)) + "\n");
    }

    private void putRange(ByteBuffer state) {
        long[] range = {number(), number()};
        if (chance.nextInt(4) > 0) {
            Arrays.sort(range);
        }
        state.putLong(range[0]).putLong(range[1]);
    }

    private short version() {
        return (short) (chance.nextInt(10) == 0 ? small() : 1);
    }
}
