package io.fieldpost.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments as the format allows them, written byte by byte. */
class StreamWalkTest implements RecordVisitor {
    private static final String EPOCH = "00000000000000a1";

    @TempDir
    Path store;

    private final Disk disk = new RealDisk();
    private final List<Long> records = new ArrayList<>();
    private final List<Damage> damages = new ArrayList<>();

    @Test
    void thinnedOutSegmentLacksNothing() throws IOException {
        segment(1, 4, 4, 8, 12, 16);
        segment(18, 0, 18, 19, 20);
        deleted(0);
        walk();
        assertThat(records).containsExactly(4L, 8L, 12L, 16L, 18L, 19L, 20L);
        assertThat(damages).isEmpty();
    }

    @Test
    void thinnedOutSegmentLacksWhatItWasToKeep() throws IOException {
        segment(1, 4, 4, 12, 16);
        segment(25, 0, 25);
        deleted(0);
        walk();
        assertThat(damages).hasSize(2);
        assertThat(damages.get(0).count()).isEqualTo(1);
        assertThat(damages.get(0).text()).contains("records 5 to 11 (1 of them) of data missing, new");
        assertThat(damages.get(1).count()).isEqualTo(2);
    }

    @Test
    void segmentThatWasEmptiedInPlaceGoesOnWithLaterNumbers() throws IOException {
        segment(1, 0, 501, 502);
        deleted(500);
        walk();
        assertThat(records).containsExactly(501L, 502L);
        assertThat(damages).isEmpty();
    }

    @Test
    void emptiedSegmentThatSkippedMoreThanWasDeletedLacksIt() throws IOException {
        segment(1, 0, 501, 502);
        deleted(498);
        walk();
        assertThat(damages).hasSize(1);
        assertThat(damages.get(0).first()).isEqualTo(499);
        assertThat(damages.get(0).last()).isEqualTo(500);
    }

    @Test
    void emptiedSegmentWithoutARecordIsWhole() throws IOException {
        segment(1, 0);
        deleted(500);
        walk();
        assertThat(records).isEmpty();
        assertThat(damages).isEmpty();
    }

    @Test
    void reservedNumbersThatWereReportedAfterAPowerCutAreARemark() throws IOException {
        segment(1, 0, 1, 2, 3);
        segment(257, 0, 257);
        Ledger ledger = deleted(0);
        ledger.add(new Loss(StreamName.DATA, EPOCH, 4, 256, 253, Loss.Cause.POWER_CUT, null, null), true);
        ledger.save(true);
        walk();
        assertThat(damages).hasSize(1);
        assertThat(damages.get(0).standing()).isEqualTo(Damage.Standing.REPORTED);
        assertThat(damages.get(0).counts()).isFalse();
    }

    /** The ledger comes first, as with every deletion; a reader may be anywhere in the segment meanwhile. */
    @Test
    void segmentThatIsEmptiedAndFilledAgainWhileItIsReadShowsNoDamage() throws Exception {
        segment(1, 0, 1, 2, 3);
        Ledger ledger = deleted(0);
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicReference<Exception> failure = new AtomicReference<>();
        Thread agent = new Thread(() -> {
            try (DiskFile file = disk.openToWrite(store.resolve("data").resolve(Segment.name(1)))) {
                long sequence = 4;
                while (running.get() && sequence + 40 < Segment.MOST_RECORDS) {
                    ledger.deleted(StreamName.DATA, sequence - 1);
                    ledger.save(false);
                    file.truncate(SegmentHeader.SIZE);
                    long at = SegmentHeader.SIZE;
                    for (int i = 0; i < 40; i++) {
                        byte[] record = record(sequence++, new byte[(int) (sequence * 37 % 3000)]);
                        file.writeFully(record, record.length, at);
                        at += record.length;
                    }
                }
            } catch (IOException e) {
                failure.set(e);
            }
        });
        agent.start();
        try {
            while (agent.isAlive()) {
                records.clear();
                walk();
                assertThat(records).isSorted().doesNotHaveDuplicates();
                assertThat(damages).isEmpty();
            }
        } finally {
            running.set(false);
            agent.join();
        }
        assertThat(failure.get()).isNull();
    }

    @Override
    public void record(StoredRecord record, Place place) {
        records.add(record.sequence());
    }

    @Override
    public void damage(Damage damage) {
        damages.add(damage);
    }

    private void walk() throws IOException {
        new StreamWalk(new ReadOnlyDisk(), store, StreamName.DATA, EPOCH, this).walk(1, Long.MAX_VALUE);
    }

    private Ledger deleted(long upTo) throws IOException {
        Ledger ledger = new Ledger(disk, store, EPOCH);
        ledger.deleted(StreamName.DATA, upTo);
        ledger.save(true);
        return ledger;
    }

    private void segment(long first, int keepEvery, long... sequences) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] header =
                new SegmentHeader(StreamName.DATA, EPOCH, first, first + Segment.MOST_RECORDS - 1, "boot", 0).encode();
        ByteBuffer.wrap(header).putInt(12, keepEvery).putInt(92, Checksum.of(header, 0, 92));
        bytes.write(header);
        for (long sequence : sequences) {
            bytes.write(record(sequence, new byte[] {1, 0}));
        }
        Path data = Files.createDirectories(store.resolve("data"));
        Files.write(data.resolve(Segment.name(first)), bytes.toByteArray());
    }

    private static byte[] record(long sequence, byte[] payload) {
        byte[] record = new byte[RecordFrame.SIZE + payload.length];
        RecordFrame.encode(record, payload, sequence, 0, 0, ClockState.UNKNOWN);
        System.arraycopy(payload, 0, record, RecordFrame.SIZE, payload.length);
        return record;
    }
}
