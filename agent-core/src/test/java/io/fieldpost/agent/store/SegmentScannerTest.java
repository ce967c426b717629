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

    private final MemoryDisk disk = new MemoryDisk();

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
