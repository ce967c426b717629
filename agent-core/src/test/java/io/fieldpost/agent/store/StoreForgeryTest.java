package io.fieldpost.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values that no store writes, with the right checksum: cases that {@link StoreFormatFuzzTest} found. */
class StoreForgeryTest {
    private static final Path SETTLED = StoreOnMemory.PATH.resolve("settled/city.settled");
    private static final int SLOT = 16 * 1024;

    private final StoreOnMemory on = new StoreOnMemory();

    @BeforeEach
    void aStoreOfTenRecordsThatLostPower() throws StoreException {
        on.open();
        on.append(StreamName.DATA, 100, 10);
        on.step(Duration.ofSeconds(2));
        on.step(Duration.ofSeconds(2));
        on.disk.cutPower(new Random(1));
    }

    @Test
    void aSegmentNamedByMoreThanANumberHoldsIsNoneOfOurs() throws StoreException {
        on.disk.setBytes(StoreOnMemory.PATH.resolve("data/9999999999999999999.seg"), new byte[200]);
        on.disk.setBytes(StoreOnMemory.PATH.resolve("data/9223372036854775807.seg"), new byte[200]);
        on.disk.setBytes(StoreOnMemory.PATH.resolve("data/0000000000000000000.seg"), new byte[200]);

        on.open();

        appendsAboveTenAndReadsBack();
    }

    @Test
    void aHeaderThatReservesAllNumbersLeavesSomeToGive() throws StoreException {
        header(bytes -> bytes.putLong(32, Long.MAX_VALUE));

        on.open();

        appendsAboveTenAndReadsBack();
    }

    @Test
    void aHeaderThatReservesNothingDoesNotHaveNumbersGivenTwice() throws StoreException {
        header(bytes -> bytes.putLong(32, Long.MIN_VALUE));

        on.open();

        appendsAboveTenAndReadsBack();
    }

    @Test
    void aStateOfTheLastGenerationIsFollowedByOthers() throws StoreException {
        slot(StoreOnMemory.PATH.resolve(Ledger.NAME), SLOT, Long.MAX_VALUE, ByteBuffer.allocate(28));

        on.open().store.close();
        on.open();

        appendsAboveTenAndReadsBack();
    }

    @Test
    void aDestinationThatHasAllNumbersStillGetsTheNextOne() throws StoreException {
        slot(SETTLED, SLOT, 100, settledData(Long.MIN_VALUE, Long.MAX_VALUE));

        on.open();

        long fresh = appendsAboveTenAndReadsBack();
        assertThat(on.store.nextUnsettled("city", StreamName.DATA, fresh)).isEqualTo(fresh);
    }

    @Test
    void aLedgerThatSaysAllNumbersWereDeletedLeavesSomeToGive() throws StoreException {
        ByteBuffer state = ByteBuffer.allocate(28).putShort(0, (short) 1).putLong(12, Long.MAX_VALUE);
        slot(StoreOnMemory.PATH.resolve(Ledger.NAME), SLOT, 100, state);

        on.open();

        appendsAboveTenAndReadsBack();
    }

    @Test
    void aLossOfATrillionNumbersIsCountedWithoutLookingAtEach() throws StoreException {
        header(bytes -> bytes.putInt(12, 3));
        slot(SETTLED, SLOT, 100, settledData(1L << 40, 1L << 40));

        on.open();

        assertThat(on.store.pendingLosses())
                .filteredOn(loss -> loss.last() < 1L << 40)
                .last()
                .satisfies(loss -> assertThat(loss.count()).isEqualTo(((1L << 40) - 1) / 3 - 3));
    }

    private long appendsAboveTenAndReadsBack() throws StoreException {
        long fresh = on.append(StreamName.DATA, 50);
        assertThat(fresh).isBetween(11L, 1_000_000L);
        assertThat(on.sequences(StreamName.DATA)).contains(10L, fresh);
        on.step(Duration.ofSeconds(2));
        assertThat(on.killAndOpen().sequences(StreamName.DATA)).contains(10L, fresh);
        return fresh;
    }

    /** Changes the header of the only segment. */
    private void header(Consumer<ByteBuffer> change) {
        Path path = on.segment(StreamName.DATA, 1);
        ByteBuffer bytes = ByteBuffer.wrap(on.disk.bytes(path));
        change.accept(bytes);
        bytes.putInt(SegmentHeader.SIZE - 4, Checksum.of(bytes.array(), 0, SegmentHeader.SIZE - 4));
        on.disk.setBytes(path, bytes.array());
    }

    private static ByteBuffer settledData(long first, long last) {
        ByteBuffer state = ByteBuffer.allocate(24).putShort(0, (short) 1).putShort(4, (short) 1);
        return state.putLong(6, first).putLong(14, last);
    }

    private void slot(Path path, int slotSize, long generation, ByteBuffer state) {
        ByteBuffer file = ByteBuffer.allocate(2 * slotSize).putLong(generation).putInt(state.remaining());
        byte[] sealed = new byte[12 + state.remaining()];
        file.get(0, sealed, 0, 12).put(16, state, 0, state.remaining());
        file.get(16, sealed, 12, state.remaining());
        file.putInt(12, Checksum.of(sealed, 0, sealed.length));
        on.disk.setBytes(path, file.array());
    }
}
