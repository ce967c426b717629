package io.fieldpost.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.agent.StreamName;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Traps between two writes, two threads or two starts, each of which a store of this kind can fall into. */
class StoreTrapsTest {
    private static final Duration STEP = Duration.ofMillis(100);
    private static final StreamName DATA = StreamName.DATA;

    private final StoreOnMemory on = new StoreOnMemory();

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private boolean isReported(List<Loss> losses, StreamName stream, long sequence) {
        return losses.stream()
                .anyMatch(loss -> loss.stream() == stream && loss.first() <= sequence && sequence <= loss.last());
    }

    /** The ledger can't be written when the budget is full: what was not dropped counts as settled after a restart. */
    @Test
    void droppedSegmentIsLostInSilenceWhenTheLedgerCannotBeWritten() throws StoreException {
        on.open().append(DATA, 4000, 235);
        long oldest = on.store.state(DATA).oldest();
        on.store.acknowledgeLosses(on.store.pendingLosses().size());
        on.step(STEP);
        on.disk.fault = (operation, path) -> {
            if (path.endsWith(Ledger.NAME) && (operation.equals("write") || operation.equals("force"))) {
                throw new IOException("Input/output error");
            }
        };
        int refused = 0;
        for (int i = 0; i < 40; i++) {
            try {
                on.append(DATA, 4000);
            } catch (StoreException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
        on.step(STEP);
        on.disk.fault = (operation, path) -> {};

        on.killAndOpen().step(STEP);

        List<Loss> losses = on.store.pendingLosses();
        List<Long> kept = on.sequences(DATA);
        long next = on.store.nextUnsettled("city", DATA, 0);
        for (long sequence = oldest; sequence < on.store.state(DATA).newest(); sequence++) {
            assertThat((kept.contains(sequence) && sequence >= next) || isReported(losses, DATA, sequence))
                    .as("%d is kept and owed, or reported: next %d, losses %s", sequence, next, losses)
                    .isTrue();
        }
    }

    /** The file system is full and so is the budget: a bulk segment that is written to can't be closed, and all is refused. */
    @Test
    void alarmIsTakenOnAFullDiskWhenThereAreSealedSegmentsAndAReserve() throws StoreException {
        on.freeFloor = 4 * StoreOnMemory.SEGMENT;
        on.open().step(STEP);
        on.append(DATA, 4000, 180);
        on.append(StreamName.BULK, 100);
        long used = on.disk.files().stream()
                .mapToLong(path -> on.disk.bytes(path).length)
                .sum();
        on.disk.capacity = used + StoreOnMemory.SEGMENT;
        on.step(Duration.ofSeconds(2));
        on.disk.capacity = used;

        assertThatCode(() -> on.append(StreamName.ALARM, 100)).doesNotThrowAnyException();
    }

    /** A record that can never fit drops everything else first. */
    @Test
    void recordLargerThanTheBudgetDropsNothing() throws StoreException {
        on.budget = 8 * StoreOnMemory.SEGMENT;
        on.open().append(DATA, 1000, 100);

        assertThatThrownBy(() -> on.append(DATA, (int) on.budget)).isInstanceOf(StoreException.class);

        assertThat(on.store.pendingLosses()).isEmpty();
    }

    /** A reader between its view and its open, while the segment is thinned out. */
    @Test
    void thinningBetweenViewAndOpenIsNoDamage() throws StoreException {
        on.thinOut = 2;
        on.budget = 8 * StoreOnMemory.SEGMENT;
        on.destinations = List.of("city", "plant");
        on.open();
        long filled = 0;
        while (on.store.pendingLosses().isEmpty() && on.store.state(DATA).bytes() < on.budget * 15 / 16 - 5000) {
            filled = on.append(DATA, 1000);
        }
        Path first = on.segment(DATA, 1);
        List<StoredRecord> ten = on.store.read(DATA, 1, 10, 1_000_000);
        assertThat(ten).hasSize(10);
        boolean[] armed = {true};
        on.disk.fault = (operation, path) -> {
            if (armed[0] && operation.equals("open") && path.equals(first)) {
                armed[0] = false;
                try {
                    on.append(DATA, 1000, 10);
                } catch (StoreException e) {
                    throw new IOException(e);
                }
            }
        };
        on.store.read(DATA, 11, 10, 1_000_000);

        assertThat(on.store.pendingLosses()).allMatch(loss -> loss.cause() == Loss.Cause.BUDGET);
        assertThat(filled).isPositive();
    }

    /** A card that is gone for a moment: what is in the page cache (the first 4 KiB of a file) can be read, all else not. */
    private static class CachingDisk implements Disk {
        final MemoryDisk disk;
        boolean gone;
        long readBytes;
        long hugeSize = -1;
        Path huge = Path.of("none");

        CachingDisk(MemoryDisk disk) {
            this.disk = disk;
        }

        @Override
        public DiskFile openToRead(Path path) throws IOException {
            return new Cached(disk.openToRead(path));
        }

        @Override
        public DiskFile openToWrite(Path path) throws IOException {
            return new Cached(disk.openToWrite(path));
        }

        @Override
        public boolean exists(Path path) {
            return disk.exists(path);
        }

        @Override
        public long size(Path path) throws IOException {
            return path.equals(huge) ? hugeSize : disk.size(path);
        }

        @Override
        public long free(Path directory) {
            return disk.free(directory);
        }

        @Override
        public List<String> list(Path directory) {
            return disk.list(directory);
        }

        @Override
        public void createDirectories(Path directory) throws IOException {
            disk.createDirectories(directory);
        }

        @Override
        public void delete(Path path) throws IOException {
            disk.delete(path);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            disk.rename(from, to);
        }

        @Override
        public void forceDirectory(Path directory) throws IOException {
            refuse();
            disk.forceDirectory(directory);
        }

        @Override
        public Closeable lock(Path path) throws IOException, StoreException {
            return disk.lock(path);
        }

        @Override
        public String bootId() {
            return "boot-1";
        }

        @Override
        public long cardBytes() {
            return -1;
        }

        private void refuse() throws IOException {
            if (gone) {
                throw new IOException("Input/output error");
            }
        }

        private final class Cached implements DiskFile {
            private final DiskFile file;

            Cached(DiskFile file) {
                this.file = file;
            }

            @Override
            public int write(byte[] bytes, int offset, int length, long position) throws IOException {
                return file.write(bytes, offset, length, position);
            }

            @Override
            public int read(byte[] bytes, int offset, int length, long position) throws IOException {
                if (position + length > 4096) {
                    refuse();
                }
                readBytes += length;
                return file.read(bytes, offset, length, position);
            }

            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public void truncate(long size) throws IOException {
                file.truncate(size);
            }

            @Override
            public void force() throws IOException {
                refuse();
                file.force();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        }
    }

    private StoreOptions options(List<String> destinations, long budget) {
        return new StoreOptions(
                StoreOnMemory.PATH,
                budget,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                0,
                0,
                destinations.stream()
                        .map(name -> new StoreOptions.Settler(name, io.fieldpost.config.gateway.StartsAt.OLDEST))
                        .toList(),
                StoreOnMemory.SEGMENT);
    }

    private CachingDisk openCaching() throws StoreException {
        CachingDisk card = new CachingDisk(on.disk);
        on.store =
                SegmentedStore.open(options(List.of("city"), on.budget), InstantSource.fixed(StoreOnMemory.NOW), card);
        return card;
    }

    /** A card that is gone for a moment is taken for damage, at the first read, because the header is in the page cache. */
    @Test
    void cardThatIsGoneForAMomentIsNotTakenForDamage() throws StoreException {
        CachingDisk card = openCaching();
        on.append(DATA, 4000, 100);
        on.step(Duration.ofSeconds(2));
        on.step(Duration.ofSeconds(2));
        card.gone = true;
        for (int i = 0; i < 3; i++) {
            try {
                on.store.read(DATA, 1, 1000, 10_000_000);
            } catch (StoreException e) {
                // It waits and tries again.
            }
        }
        card.gone = false;

        assertThat(on.store.nextUnsettled("city", DATA, 0)).isEqualTo(1);
        assertThat(on.store.pendingLosses()).isEmpty();
    }

    /** The file system is unmounted for a moment (lazily, when the device goes): every file is missing. */
    @Test
    void unmountedFileSystemIsNotTakenForDamage() throws StoreException {
        on.open().append(DATA, 4000, 100);
        on.disk.fault = (operation, path) -> {
            if (operation.equals("open") || operation.equals("create")) {
                throw new NoSuchFileException(path.toString());
            }
        };
        for (int i = 0; i < 20; i++) {
            try {
                on.store.read(DATA, 1, 10, 1_000_000);
            } catch (StoreException e) {
                // It waits and tries again.
            }
        }
        on.disk.fault = (operation, path) -> {};

        assertThat(on.store.pendingLosses()).isEmpty();
        assertThat(on.store.nextUnsettled("city", DATA, 0)).isEqualTo(1);
    }

    /** Failed reads that are not one after the other. */
    @Test
    void failedReadsWithGoodOnesBetweenGiveNothingUp() throws StoreException {
        on.open().append(DATA, 1000, 10);
        Path first = on.segment(DATA, 1);
        for (int i = 0; i < 12; i++) {
            on.disk.fault = (operation, path) -> {
                if (operation.equals("open") && path.equals(first)) {
                    throw new IOException("Input/output error");
                }
            };
            try {
                on.store.read(DATA, 1, 100, 1_000_000);
            } catch (StoreException e) {
                // It waits and tries again.
            }
            on.disk.fault = (operation, path) -> {};
            assertThat(on.store.read(DATA, 1, 100, 1_000_000)).hasSize(10);
        }
        assertThat(on.store.pendingLosses()).isEmpty();
    }

    /** The alarm segment can't be forced, and losses go on: the ledger overflows its slot. */
    @Test
    void ledgerStaysBoundedWhenAlarmsCannotBeForced() throws StoreException {
        on.open();
        Path alarms = StoreOnMemory.PATH.resolve("alarm");
        on.append(StreamName.ALARM, 10);
        on.disk.fault = (operation, path) -> {
            if (operation.equals("force") && path.startsWith(alarms) && !path.equals(alarms)) {
                throw new IOException("Input/output error");
            }
        };
        for (int i = 0; i < 500; i++) {
            on.append(DATA, 60_000, 3);
            List<Loss> losses = on.store.pendingLosses();
            on.store.acknowledgeLosses(losses.size());
        }
    }

    /** Everything is settled at once, for instance because a destination was removed. */
    @Test
    void oneStepDoesNotForceForEachOfManySegments() throws StoreException {
        on.budget = 400L * StoreOnMemory.SEGMENT;
        on.open().append(DATA, 60_000, 300);
        on.store.settle("city", DATA, 1, 300);
        int before = on.disk.forces;
        on.step(STEP);

        assertThat(on.disk.forces - before)
                .as("forces under the store's lock in one step")
                .isLessThan(50);
    }

    /** One file that can't be deleted. */
    @Test
    void oneFileThatCannotBeDeletedDoesNotStopTheStore() throws StoreException {
        on.open().append(DATA, 1000, 200);
        Path first = on.segment(DATA, 1);
        on.disk.fault = (operation, path) -> {
            if (operation.equals("delete") && path.equals(first)) {
                throw new IOException("Operation not permitted");
            }
        };
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            try {
                on.append(DATA, 1000);
            } catch (StoreException e) {
                refused++;
            }
        }
        assertThat(refused).isLessThan(10);
    }

    /** The same at a start: a draft, or a segment of which nothing is left. */
    @Test
    void oneFileThatCannotBeDeletedDoesNotStopTheStart() throws StoreException {
        on.open().append(DATA, 1000, 10);
        Path draft = StoreOnMemory.PATH.resolve("data").resolve(Segment.name(1) + Segment.DRAFT);
        on.disk.setBytes(draft, new byte[10]);
        on.disk.fault = (operation, path) -> {
            if (operation.equals("delete") && path.equals(draft)) {
                throw new IOException("Operation not permitted");
            }
        };
        assertThatCode(on::killAndOpen).doesNotThrowAnyException();
    }

    /** Reading what was just appended costs the whole segment, each time. */
    @Test
    void readingTheNewestRecordDoesNotReadTheWholeSegment() throws StoreException {
        CachingDisk card = openCaching();
        on.append(DATA, 100, 400);
        on.store.read(DATA, 1, 1000, 1_000_000);
        card.readBytes = 0;
        for (int i = 0; i < 50; i++) {
            long sequence = on.append(DATA, 100);
            assertThat(on.store.read(DATA, sequence, 32, 256 << 10)).hasSize(1);
            on.store.settle("city", DATA, sequence, sequence);
        }
        assertThat(card.readBytes / 50).as("bytes read for each record of 132").isLessThan(4096);
    }

    /** Each hole is forced to the card, and logged, for itself. */
    @Test
    void manyHolesInOneSegmentAreNotForcedOneByOne() throws StoreException {
        on.open().append(DATA, 10, 1000);
        byte[] bytes = on.disk.bytes(on.segment(DATA, 1));
        for (int at = SegmentHeader.SIZE + RecordFrame.SIZE; at < bytes.length; at += 2 * (RecordFrame.SIZE + 10)) {
            bytes[at] ^= 1;
        }
        on.disk.setBytes(on.segment(DATA, 1), bytes);
        int before = on.disk.forces;
        on.store.read(DATA, 1, 2000, 10_000_000);

        assertThat(on.disk.forces - before).as("forces during one read").isLessThan(20);
    }

    /** The newest segment is gone after a close in good order, whose mark knows better. */
    @Test
    void newestSegmentThatIsMissingIsReported() throws StoreException, IOException {
        on.open().append(DATA, 1000, 100);
        on.step(STEP);
        on.store.close();
        long first = on.disk.files().stream()
                .filter(path -> path.getParent().endsWith("data"))
                .mapToLong(path -> Segment.firstOf(String.valueOf(path.getFileName())))
                .max()
                .orElseThrow();
        assertThat(first).isGreaterThan(1);
        on.disk.delete(on.segment(DATA, first));
        on.killAndOpen();
        on.sequences(DATA);

        assertThat(on.store.state(DATA).newest()).isGreaterThanOrEqualTo(100);
        assertThat(isReported(on.store.pendingLosses(), DATA, 100)).isTrue();
    }

    /** After the close the directory may belong to another process. */
    @Test
    void closedStoreTakesNothing() throws StoreException {
        on.open().append(DATA, 1000, 10);
        SegmentedStore old = on.store;
        old.close();
        assertThatThrownBy(() -> old.append(DATA, new byte[10], 1, ClockState.UNKNOWN))
                .isInstanceOf(StoreException.class);
    }

    /** The force after one that failed. */
    @Test
    void failedForceIsTriedAgainAtTheNextStep() throws StoreException {
        on.commitInterval = Duration.ofSeconds(60);
        on.open().step(STEP);
        on.append(DATA, 1000);
        Path first = on.segment(DATA, 1);
        int[] tried = {0};
        on.disk.fault = (operation, path) -> {
            if (operation.equals("force") && path.equals(first) && tried[0]++ == 0) {
                throw new IOException("Input/output error");
            }
        };
        for (int i = 0; i < 605; i++) {
            on.step(STEP);
        }
        assertThat(tried[0]).isEqualTo(2);
    }

    /** Power is cut after a rotation, within the commit interval: the cause is no damage. */
    @Test
    void tailOfASealedSegmentThatAPowerCutTookIsNoDamage() throws StoreException {
        for (long seed = 0; seed < 20; seed++) {
            StoreOnMemory each = new StoreOnMemory();
            each.open().append(DATA, 1000, 70);
            each.cutPowerAndOpen(seed);
            each.sequences(DATA);
            assertThat(each.store.pendingLosses())
                    .as("seed %d", seed)
                    .filteredOn(loss -> loss.first() <= 63 && loss.last() == 63)
                    .allMatch(loss -> loss.cause() == Loss.Cause.POWER_CUT);
        }
    }

    /** A close in good order with an empty newest segment. */
    @Test
    void emptyNewestSegmentIsClosedInGoodOrderToo() throws StoreException {
        on.budget = 8 * StoreOnMemory.SEGMENT;
        on.open().append(StreamName.BULK, 1000, 9);
        while (on.store.pendingLosses().isEmpty()) {
            on.append(DATA, 1000);
        }
        on.store.acknowledgeLosses(1);
        on.store.close();
        on.cutPowerAndOpen(1);
        assertThat(on.store.pendingLosses()).noneMatch(loss -> loss.cause() == Loss.Cause.POWER_CUT);
    }

    /** The losses of a segment are counted twice when the ledger could not be written in between. */
    @Test
    void thinningThatFailedReportsNothing() throws StoreException {
        on.thinOut = 2;
        on.budget = 8 * StoreOnMemory.SEGMENT;
        on.open();
        int[] failed = {0};
        on.disk.fault = (operation, path) -> {
            if (operation.equals("force") && path.endsWith(Ledger.NAME) && failed[0]++ == 0) {
                throw new IOException("Input/output error");
            }
        };
        while (failed[0] == 0) {
            on.append(DATA, 1000);
        }
        on.disk.fault = (operation, path) -> {};
        long reported = on.store.pendingLosses().stream().mapToLong(Loss::count).sum();
        long missing = on.store.state(DATA).newest() - on.sequences(DATA).size();
        assertThat(reported).isEqualTo(missing);
    }

    /** The ledger, in more than one sector, is torn in both slots. */
    @Test
    void lossesSurviveAPowerCutWhileTheLedgerIsForced() throws StoreException {
        for (long seed = 0; seed < 30; seed++) {
            StoreOnMemory each = new StoreOnMemory();
            each.budget = 8 * StoreOnMemory.SEGMENT;
            each.open();
            for (int i = 0; i < 30; i++) {
                each.append(DATA, 60_000);
                each.store.pendingLosses();
            }
            // Something is settled, and the segment emptied: the ledger is written and not forced.
            each.append(StreamName.ALARM, 5000, 4);
            each.store.settle("city", StreamName.ALARM, 1, 4);
            each.step(STEP);
            int before = each.store.pendingLosses().size();
            assertThat(before).isGreaterThan(15);
            each.disk.fault = (operation, path) -> {
                if (operation.equals("force") && path.endsWith(Ledger.NAME)) {
                    throw new IllegalStateException("power is cut");
                }
            };
            assertThatThrownBy(() -> each.append(DATA, 60_000, 3)).isInstanceOf(IllegalStateException.class);
            each.disk.fault = (operation, path) -> {};
            each.cutPowerAndOpen(seed);
            List<Long> kept = each.sequences(DATA);
            List<Loss> losses = each.store.pendingLosses();
            long next = each.store.nextUnsettled("city", DATA, 0);
            for (long sequence = 1; sequence <= 30; sequence++) {
                assertThat((kept.contains(sequence) && sequence >= next) || isReported(losses, DATA, sequence))
                        .as("seed %d: %d is owed or reported, next %d, %s", seed, sequence, next, losses)
                        .isTrue();
            }
        }
    }

    /** Many segments of a few bytes: heap, files, and the time of a start are without bound. */
    @Test
    void thinnedSegmentsAreBoundedInNumber() throws StoreException {
        on.thinOut = 1000;
        on.budget = 8 * StoreOnMemory.SEGMENT;
        on.open();
        for (int i = 0; i < 100_000; i++) {
            on.append(DATA, 500);
        }
        assertThat(on.store.state(DATA).segments())
                .as("segments in a budget of 8")
                .isLessThan(50);
    }

    /** A destination that comes later waits for what is lost at the end of a stream. */
    @Test
    void newDestinationDoesNotWaitForWhatIsLost() throws StoreException {
        on.open().append(StreamName.ALARM, 100, 3);
        on.step(Duration.ofSeconds(2));
        on.step(Duration.ofSeconds(2));
        on.cutPowerAndOpen(1);
        on.store.acknowledgeLosses(on.store.pendingLosses().size());
        on.store.settle("city", StreamName.ALARM, 1, 1000);
        on.step(STEP);
        on.destinations = List.of("city", "plant");
        on.killAndOpen();
        assertThat(on.store.unsettled("plant", StreamName.ALARM))
                .isEqualTo(on.sequences(StreamName.ALARM).size());
    }

    /** Holes that could not be noted count as reads that failed. */
    @Test
    void ledgerThatCannotBeForcedGivesNoSegmentUp() throws StoreException {
        on.open().append(DATA, 1000, 50);
        byte[] bytes = on.disk.bytes(on.segment(DATA, 1));
        for (int i = 0; i < 12; i++) {
            bytes[SegmentHeader.SIZE + i * 2 * (RecordFrame.SIZE + 1000) + RecordFrame.SIZE] ^= 1;
        }
        on.disk.setBytes(on.segment(DATA, 1), bytes);
        on.disk.fault = (operation, path) -> {
            if (operation.equals("force") && path.endsWith(Ledger.NAME)) {
                throw new IOException("Input/output error");
            }
        };
        for (int i = 0; i < 20; i++) {
            try {
                on.store.read(DATA, 1, 1000, 10_000_000);
            } catch (StoreException e) {
                // It waits and tries again.
            }
        }
        on.disk.fault = (operation, path) -> {};
        assertThat(isReported(on.store.pendingLosses(), DATA, 40)).isFalse();
    }

    /** The inode of the newest segment claims a terabyte. */
    @Test
    void segmentOfAnUntrueSizeDoesNotStopTheStart() throws StoreException {
        on.open().append(DATA, 1000, 10);
        on.disk.kill();
        CachingDisk card = new CachingDisk(on.disk);
        card.huge = on.segment(DATA, 1);
        card.hugeSize = 1L << 40;
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            on.store = SegmentedStore.open(
                    options(List.of("city"), on.budget), InstantSource.fixed(StoreOnMemory.NOW), card);
        });
    }

    /** The only segment is cut to less than its header: it held accepted records, and its numbers are given again. */
    @Test
    void segmentCutIntoItsHeaderDoesNotTakeItsNumbersAlong() throws StoreException {
        on.open().append(StreamName.ALARM, 1000, 5);
        on.step(Duration.ofSeconds(2));
        on.step(Duration.ofSeconds(2));
        Path first = on.segment(StreamName.ALARM, 1);
        on.disk.setBytes(first, java.util.Arrays.copyOf(on.disk.bytes(first), 50));
        on.cutPowerAndOpen(1);

        assertThat(on.store.state(StreamName.ALARM).newest()).isGreaterThanOrEqualTo(5);
        assertThat(isReported(on.store.pendingLosses(), StreamName.ALARM, 5)).isTrue();
    }

    /** The newer slot of the mark is damaged, and the older one tells of a close before the last records were given. */
    @Test
    void markOfACloseLongAgoDoesNotMakeNumbersGivenTwice() throws StoreException {
        for (long seed = 0; seed < 20; seed++) {
            StoreOnMemory each = new StoreOnMemory();
            each.open().append(DATA, 100, 2);
            each.store.close();
            each.killAndOpen().append(DATA, 100, 6);
            Path mark = StoreOnMemory.PATH.resolve(StoreDirectory.CLOSED);
            byte[] bytes = each.disk.bytes(mark);
            int slot = (int) (seed % 2) * StoreDirectory.CLOSED_SLOT;
            Arrays.fill(bytes, slot, slot + StoreDirectory.CLOSED_SLOT, (byte) 0);
            each.disk.setBytes(mark, bytes);

            assertThat(each.cutPowerAndOpen(seed).append(DATA, 100))
                    .as("seed %d", seed)
                    .isGreaterThan(8);
        }
    }
}
