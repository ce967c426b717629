package io.fieldpost.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class SegmentedStoreLimitsTest {
    private static final Duration STEP = Duration.ofMillis(100);

    private final StoreOnMemory on = new StoreOnMemory();

    @Test
    void segmentGoesWhenEveryDestinationSettledIt() throws StoreException {
        on.destinations = List.of("city", "plant");
        on.open().append(StreamName.DATA, 1000, 200);
        on.store.settle("city", StreamName.DATA, 1, 200);
        on.step(STEP);
        assertThat(on.store.state(StreamName.DATA).oldest()).isEqualTo(1);

        on.store.settle("plant", StreamName.DATA, 101, 200);
        on.store.settle("plant", StreamName.DATA, 1, 100);
        on.step(STEP);

        assertThat(on.store.state(StreamName.DATA).oldest()).isGreaterThan(100);
        assertThat(on.store.firstUnsettled("plant", StreamName.DATA)).isEqualTo(201);
        assertThat(on.store.pendingLosses()).isEmpty();
        assertThat(on.killAndOpen().store.pendingLosses()).isEmpty();
        assertThat(on.store.firstUnsettled("plant", StreamName.DATA)).isEqualTo(201);
    }

    @Test
    void removedDestinationHoldsNothingAndNewOneStartsAtTheOldestKept() throws StoreException {
        on.destinations = List.of("city", "plant");
        on.open().append(StreamName.DATA, 1000, 200);
        on.store.settle("city", StreamName.DATA, 1, 150);
        on.step(STEP);

        on.destinations = List.of("city");
        on.killAndOpen().step(STEP);
        long oldest = on.store.state(StreamName.DATA).oldest();
        assertThat(oldest).isGreaterThan(1);

        on.destinations = List.of("city", "new");
        on.killAndOpen();
        assertThat(on.store.firstUnsettled("new", StreamName.DATA)).isEqualTo(oldest);
        assertThat(on.store.firstUnsettled("city", StreamName.DATA)).isEqualTo(151);
    }

    @Test
    void unknownDestinationIsRefused() throws StoreException {
        on.open();

        assertThatThrownBy(() -> on.store.settle("nobody", StreamName.DATA, 1, 1))
                .hasMessageContaining("no destination nobody");
    }

    @Test
    void budgetTakesBulkThenDataThenAlarmsAndReportsEachRange() throws StoreException {
        on.open().append(StreamName.ALARM, 1000, 70);
        on.append(StreamName.BULK, 1000, 200);
        on.append(StreamName.DATA, 1000, 750);

        assertThat(on.store.state(StreamName.BULK).oldest()).isGreaterThan(1);
        assertThat(on.store.state(StreamName.DATA).oldest()).isEqualTo(1);
        on.append(StreamName.DATA, 1000, 400);
        assertThat(on.store.state(StreamName.DATA).oldest()).isGreaterThan(1);
        assertThat(on.store.state(StreamName.ALARM).oldest()).isEqualTo(1);
        assertThat(bytes()).isLessThanOrEqualTo(on.budget);

        for (Loss loss : on.store.pendingLosses()) {
            assertThat(loss.cause()).isEqualTo(Loss.Cause.BUDGET);
            assertThat(loss.first()).isEqualTo(1);
            assertThat(loss.last()).isEqualTo(on.store.state(loss.stream()).oldest() - 1);
            assertThat(loss.count()).isEqualTo(loss.last());
            assertThat(loss.from()).isEqualTo(StoreOnMemory.NOW);
            assertThat(loss.to()).isEqualTo(StoreOnMemory.NOW);
        }
        assertThat(on.store.pendingLosses()).extracting(Loss::stream).contains(StreamName.BULK, StreamName.DATA);
    }

    @Test
    void settledPartOfADroppedSegmentIsNotALoss() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 10);
        on.store.settle("city", StreamName.DATA, 1, 5);
        on.append(StreamName.DATA, 1000, 1000);

        assertThat(on.store.pendingLosses().get(0).first()).isEqualTo(6);
    }

    @Test
    void bulkNeverPushesOutWhatIsMorePrecious() throws StoreException {
        on.open();
        while (bytes() < on.budget - on.budget / 16 - 5_000) {
            on.append(StreamName.DATA, 1000);
        }

        assertThatThrownBy(() -> on.append(StreamName.BULK, 10_000))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.FULL))
                .hasMessageContaining("more precious than bulk");
    }

    @Test
    void pendingLossSurvivesAKillUntilItIsAcknowledged() throws StoreException {
        on.open().append(StreamName.BULK, 1000, 1100);
        List<Loss> before = on.store.pendingLosses();
        assertThat(before).isNotEmpty();

        assertThat(on.killAndOpen().store.pendingLosses())
                .extracting(Loss::last)
                .isEqualTo(before.stream().map(Loss::last).toList());
        on.store.acknowledgeLosses(before.size());
        assertThat(on.killAndOpen().store.pendingLosses()).isEmpty();
    }

    @Test
    void fullDiskRefusesTheRecordUsesNoNumberAndGoesOnWhenThereIsRoom() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 3);
        on.disk.largestWrite = 300;
        failAfter("write", 2, "No space left on device", "data");

        assertThatThrownBy(() -> on.append(StreamName.DATA, 1000))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.FULL))
                .hasMessageContaining("/store is full: free some room on it");
        on.disk.fault = (operation, path) -> {};

        assertThat(on.append(StreamName.DATA, 1000)).isEqualTo(4);
        assertThat(on.killAndOpen().sequences(StreamName.DATA)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(on.store.pendingLosses()).isEmpty();
    }

    @Test
    void alarmIsStoredOnAFullDiskFromTheReserve() throws StoreException {
        on.open().step(STEP);
        Path reserve = StoreOnMemory.PATH.resolve("reserve");
        assertThat(on.disk.exists(reserve)).isTrue();
        on.disk.fault = (operation, path) -> {
            if (operation.equals("write") && on.disk.exists(reserve)) {
                throw new IOException("No space left on device");
            }
        };

        assertThatThrownBy(() -> on.append(StreamName.DATA, 100)).isInstanceOf(StoreException.class);
        assertThat(on.append(StreamName.ALARM, 100)).isEqualTo(1);
    }

    @Test
    void recordThatCouldNotBeUndoneIsFollowedByANewSegment() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 3);
        on.disk.largestWrite = 300;
        int[] writes = {0};
        on.disk.fault = (operation, path) -> {
            if (operation.equals("truncate") || operation.equals("write") && writes[0]++ > 1) {
                throw new IOException("Input/output error");
            }
        };
        assertThatThrownBy(() -> on.append(StreamName.DATA, 1000))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.IO));
        on.disk.fault = (operation, path) -> {};

        on.append(StreamName.DATA, 1000, 2);

        assertThat(on.sequences(StreamName.DATA)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(on.killAndOpen().sequences(StreamName.DATA)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(on.store.pendingLosses()).isEmpty();
    }

    @Test
    void unreadableBlockCostsItsRecordsAndNoMore() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 200);
        Path segment = on.segment(StreamName.DATA, 1);
        int[] reads = {0};
        // The window, then each of its blocks three times: the refused reads are those of the window and its first
        // block.
        failRead(segment, () -> reads[0]++ % 12 < 4);
        List<Long> read = on.sequences(StreamName.DATA);
        on.disk.fault = (operation, path) -> {};

        long lost = on.store.pendingLosses().stream().mapToLong(Loss::count).sum();
        assertThat(lost).isPositive();
        assertThat(read.size() + lost).isEqualTo(200);
        assertThat(read).contains(100L, 200L);
    }

    @Test
    void blockThatCanBeReadAtTheFourthAttemptCostsNothing() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 200);
        int[] reads = {0};
        // The first is that of the whole window; then every third one succeeds.
        failRead(on.segment(StreamName.DATA, 1), () -> reads[0]++ == 0 || reads[0] % 3 != 1);

        assertThat(on.sequences(StreamName.DATA)).hasSize(200);
        assertThat(on.store.pendingLosses()).isEmpty();
    }

    private void failRead(Path segment, BooleanSupplier refuses) {
        on.disk.fault = (operation, path) -> {
            if (operation.equals("read") && path.equals(segment) && refuses.getAsBoolean()) {
                throw new IOException("Input/output error");
            }
        };
    }

    @Test
    void settledRecordsAreNotForcedAndUnsettledOnesAreInTime() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 2);
        on.store.settle("city", StreamName.DATA, 1, 1);
        on.step(STEP);
        int before = on.disk.forces;
        for (int i = 0; i < 50; i++) {
            long sequence = on.append(StreamName.DATA, 100);
            on.store.settle("city", StreamName.DATA, 1, sequence - 1);
            on.step(STEP);
        }
        assertThat(on.disk.forces).isEqualTo(before);

        for (int i = 0; i < 10; i++) {
            on.step(STEP);
        }
        assertThat(on.disk.forces).isEqualTo(before + 1);
    }

    @Test
    void failedForceIsTriedAgain() throws StoreException {
        on.commitInterval = Duration.ofMillis(100);
        on.open().append(StreamName.DATA, 1000, 1);
        on.step(STEP);
        int before = on.disk.forces;
        on.disk.fault = (operation, path) -> {
            if (operation.equals("force")) {
                throw new IOException("Input/output error");
            }
        };
        on.append(StreamName.DATA, 1000, 1);
        on.step(STEP);
        on.step(STEP);
        on.disk.fault = (operation, path) -> {};
        on.step(STEP);
        on.step(STEP);

        assertThat(on.disk.forces).isGreaterThan(before);
    }

    @Test
    void commitIntervalOfZeroForcesEachRecord() throws StoreException {
        on.commitInterval = Duration.ZERO;
        on.open().append(StreamName.DATA, 1000, 5);

        List<Long> kept = on.cutPowerAndOpen(7).sequences(StreamName.DATA);

        assertThat(kept).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void tellsHowLongTheBudgetLasts() throws StoreException {
        on.open().step(Duration.ZERO);
        assertThat(on.store.figures().lasts()).isNull();
        for (int i = 0; i < 60; i++) {
            on.append(StreamName.DATA, 968);
            on.step(Duration.ofSeconds(1));
        }

        long rest = on.budget - bytes();
        assertThat(on.store.figures().lasts()).isEqualTo(Duration.ofSeconds(rest / 1000));
    }

    @Test
    void recordLargerThanTheStoreTakesIsRefusedForGood() throws StoreException {
        on.open();

        assertThatThrownBy(() ->
                        on.store.append(StreamName.BULK, new byte[RecordFrame.MAX_PAYLOAD + 1], 1, ClockState.UNKNOWN))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.TOO_LARGE));
    }

    private long bytes() {
        long sum = 0;
        for (StreamName stream : StreamName.values()) {
            sum += on.store.state(stream).bytes();
        }
        return sum;
    }

    /** Progress is what makes room on a full disk, so its file must be there before the disk is full, whole. */
    @Test
    void progressFileThatWasCutShortByAFullDiskIsCompletedWhenThereIsRoom() throws StoreException {
        Path progress = StoreOnMemory.PATH.resolve("settled").resolve("city.settled");
        on.open();
        on.disk.largestWrite = 1000;
        failAfter("write", 1, "No space left on device", "settled");
        on.step(STEP);
        assertThat(on.disk.bytes(progress)).hasSize(1000);

        on.disk.fault = (operation, path) -> {};
        on.step(STEP);
        assertThat(on.disk.bytes(progress)).hasSize(32 * 1024);
    }

    private void failAfter(String operation, int times, String message, String directory) {
        int[] seen = {0};
        on.disk.fault = (called, path) -> {
            if (called.equals(operation)
                    && path.startsWith(StoreOnMemory.PATH.resolve(directory))
                    && seen[0]++ >= times) {
                throw new IOException(message);
            }
        };
    }
}
