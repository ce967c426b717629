package io.fieldpost.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentScannerTest {
    private static final Path FILE = Path.of("/some.seg");
    private static final long TIME = 1_795_000_000_123_456_789L;
    private static final int SIZE = 4 * 1024 * 1024;

    private final MemoryDisk disk = new MemoryDisk();

    /** Such bytes come from nobody's damage, but a payload may hold what its sender chose, and one damaged length is enough to get there. */
    @Test
    void framesThatSeemToHoldMegabytesDoNotCostMegabytesEach() throws IOException {
        byte[] bytes = new byte[SIZE];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.remaining() >= RecordFrame.SIZE) {
            buffer.putInt(SIZE / 2).putInt(0).putLong(5).putLong(0).putLong(0);
        }

        assertThat(scanner(bytes, 4096).next()).isNull();
        assertThat(disk.bytesRead).isLessThan(40L * SIZE);
    }

    /** All records of a first segment but the last, so that the search meets whatever in them looks like a record. */
    @Test
    void thereIsAnEndToLookingForRecordsOnlyAfterAllThatDamageCanCost() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(SIZE);
        byte[] payload = new byte[1000];
        byte[] frame = new byte[RecordFrame.SIZE];
        long last = 0;
        while (buffer.remaining() >= 2 * (frame.length + payload.length)) {
            RecordFrame.encode(frame, payload, ++last, TIME + last * 1_234_567, 1, ClockState.UNKNOWN);
            frame[4] ^= 1;
            buffer.put(frame).put(payload);
        }
        RecordFrame.encode(frame, payload, ++last, TIME, 1, ClockState.UNKNOWN);
        buffer.put(frame).put(payload);

        RecordFrame found = scanner(buffer.array(), 4096).next();

        assertThat(found).isNotNull();
        assertThat(found.sequence()).isEqualTo(last);
    }

    @Test
    void aDamagedLengthDoesNotLeadPastSoundRecords() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(10 * (RecordFrame.SIZE + 100));
        byte[] payload = new byte[100];
        byte[] frame = new byte[RecordFrame.SIZE];
        for (long sequence = 1; sequence <= 10; sequence++) {
            RecordFrame.encode(frame, payload, sequence, TIME, 1, ClockState.UNKNOWN);
            buffer.put(frame).put(payload);
        }
        buffer.putShort(4 * (RecordFrame.SIZE + 100) + 2, (short) (100 + 512));
        SegmentScanner scanner = scanner(buffer.array(), 10);

        scanner.skipTo(8);

        List<Long> found = new ArrayList<>();
        for (RecordFrame next = scanner.next(); next != null; next = scanner.next()) {
            found.add(next.sequence());
        }
        assertThat(found).contains(8L, 9L, 10L);
    }

    private SegmentScanner scanner(byte[] bytes, long highest) throws IOException {
        disk.setBytes(FILE, bytes);
        return new SegmentScanner(disk.openToRead(FILE), 0, bytes.length, 1, highest);
    }
}
