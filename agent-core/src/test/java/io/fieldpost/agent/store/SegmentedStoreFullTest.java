package io.fieldpost.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.agent.StreamName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes first when there is no more room, and how it is told. */
class SegmentedStoreFullTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final StoreOnMemory on = new StoreOnMemory();

    @Test
    void oldestBulkIsThinnedOutBeforeAnyIsDropped() throws StoreException {
        on.thinOut = 10;
        on.open();
        fillWith(StreamName.BULK);

        List<Long> kept = on.sequences(StreamName.BULK);
        assertThat(on.store.state(StreamName.BULK).oldest()).isEqualTo(1);
        assertThat(kept.subList(0, 6)).containsExactly(10L, 20L, 30L, 40L, 50L, 60L);
        Loss loss = on.store.pendingLosses().get(0);
        assertThat(loss.cause()).isEqualTo(Loss.Cause.BUDGET);
        assertThat(loss.first()).isEqualTo(1);
        assertThat(loss.count()).isEqualTo(loss.last() - loss.last() / 10);
        long newest = on.store.state(StreamName.BULK).newest();
        long lost = on.store.pendingLosses().stream().mapToLong(Loss::count).sum();
        assertThat(kept.size() + lost).isEqualTo(newest);
        assertThat(on.store.unsettled("city", StreamName.BULK)).isEqualTo(kept.size());
    }

    @Test
    void whatIsThinnedOutIsDroppedAtLastAndCountedOnce() throws StoreException {
        on.thinOut = 10;
        on.open();
        for (int i = 0; i < 12; i++) {
            fillWith(StreamName.BULK);
        }

        List<Long> kept = on.sequences(StreamName.BULK);
        assertThat(on.store.state(StreamName.BULK).oldest()).isGreaterThan(1);
        long lost = on.store.pendingLosses().stream().mapToLong(Loss::count).sum();
        assertThat(kept.size() + lost).isEqualTo(on.store.state(StreamName.BULK).newest());
        assertThat(bytes()).isLessThanOrEqualTo(on.budget);
    }

    @Test
    void thinnedOutSegmentSurvivesAKillAndItsHolesAreNotDamage() throws StoreException {
        on.thinOut = 10;
        on.open();
        fillWith(StreamName.DATA);
        List<Long> kept = on.sequences(StreamName.DATA);
        on.store.acknowledgeLosses(on.store.pendingLosses().size());

        assertThat(on.killAndOpen().sequences(StreamName.DATA)).isEqualTo(kept);
        assertThat(on.store.pendingLosses()).isEmpty();
    }

    @Test
    void damageInAThinnedOutSegmentIsStillReported() throws StoreException {
        on.thinOut = 10;
        on.open();
        fillWith(StreamName.DATA);
        on.store.acknowledgeLosses(on.store.pendingLosses().size());
        byte[] bytes = on.disk.bytes(on.segment(StreamName.DATA, 1));
        bytes[SegmentHeader.SIZE + 1032 + 500] ^= 1;
        on.disk.setBytes(on.segment(StreamName.DATA, 1), bytes);

        assertThat(on.sequences(StreamName.DATA)).contains(10L, 30L).doesNotContain(20L);
        assertThat(on.store.pendingLosses()).singleElement().satisfies(loss -> {
            assertThat(loss.cause()).isEqualTo(Loss.Cause.DAMAGE);
            assertThat(loss.count()).isEqualTo(1);
            assertThat(loss.first()).isLessThanOrEqualTo(20);
            assertThat(loss.last()).isBetween(20L, 29L);
        });
    }

    @Test
    void alarmsAreNeverThinnedOut() throws StoreException {
        on.thinOut = 2;
        on.open();
        fillWith(StreamName.ALARM);

        long oldest = on.store.state(StreamName.ALARM).oldest();
        assertThat(oldest).isGreaterThan(1);
        assertThat(on.sequences(StreamName.ALARM))
                .hasSize((int) (on.store.state(StreamName.ALARM).newest() - oldest + 1));
    }

    @Test
    void belowItsFloorTheStoreStopsGrowingTakesWhatIsNewAndSaysWhy() throws StoreException {
        on.freeFloor = 1 << 20;
        on.budget = 64 * StoreOnMemory.SEGMENT;
        on.open().append(StreamName.BULK, 1000, 700);
        on.append(StreamName.DATA, 1000, 10);
        on.disk.capacity = bytes() + (1 << 20) - 1;
        on.step(SECOND);
        long before = bytes();

        on.append(StreamName.DATA, 1000, 300);

        assertThat(bytes()).isLessThanOrEqualTo(before);
        assertThat(on.sequences(StreamName.DATA)).hasSize(310);
        assertThat(on.store.pendingLosses()).isNotEmpty().allSatisfy(loss -> {
            assertThat(loss.cause()).isEqualTo(Loss.Cause.DISK);
            assertThat(loss.stream()).isEqualTo(StreamName.BULK);
        });
        assertThat(on.store.figures().trouble())
                .contains("/store has 0 MiB free, less than store.free_floor (1 MiB)")
                .contains("free some room on it");

        on.disk.capacity = Long.MAX_VALUE / 4;
        on.step(SECOND);
        assertThat(on.store.figures().trouble()).isNull();
        on.append(StreamName.DATA, 1000, 300);
        assertThat(bytes()).isGreaterThan(before);
    }

    @Test
    void fullDiskCostsTheOldestSegmentAndNotWhatIsNew() throws StoreException {
        on.open().append(StreamName.BULK, 1000, 200);
        on.append(StreamName.DATA, 1000, 5);
        on.step(SECOND);
        on.disk.capacity = on.disk.files().stream()
                        .mapToLong(path -> on.disk.bytes(path).length)
                        .sum()
                + 500;

        on.append(StreamName.DATA, 1000, 20);

        assertThat(on.sequences(StreamName.DATA)).hasSize(25);
        assertThat(on.store.pendingLosses()).singleElement().satisfies(loss -> {
            assertThat(loss.stream()).isEqualTo(StreamName.BULK);
            assertThat(loss.cause()).isEqualTo(Loss.Cause.DISK);
            assertThat(loss.first()).isEqualTo(1);
        });
        assertThat(on.store.figures().trouble()).contains("/store is full: the store drops its oldest records");
        for (int i = 0; i < 31; i++) {
            on.step(SECOND);
        }
        assertThat(on.store.figures().trouble()).isNull();
    }

    @Test
    void roomThatOthersTakeAtOnceIsNotPaidForWithOneSegmentAfterTheOther() throws StoreException {
        on.open().append(StreamName.BULK, 1000, 500);
        on.step(SECOND);
        on.disk.fault = (operation, path) -> {
            if (operation.equals("write") && path.toString().contains("/data/")) {
                throw new java.io.IOException("No space left on device");
            }
        };

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> on.append(StreamName.DATA, 1000)).hasMessageContaining("is full");
            on.step(SECOND);
        }

        assertThat(on.store.pendingLosses()).hasSize(1);
    }

    @Test
    void budgetThatLastsIsReckonedWithWhatTheFileSystemHas() throws StoreException {
        on.budget = 64 * StoreOnMemory.SEGMENT;
        on.freeFloor = 100_000;
        on.open();
        for (int i = 0; i < 60; i++) {
            on.append(StreamName.DATA, 968);
            on.step(SECOND);
        }
        long used = on.disk.files().stream()
                .mapToLong(path -> on.disk.bytes(path).length)
                .sum();
        on.disk.capacity = used + 100_000 + 360_000;
        on.step(SECOND);

        assertThat(on.store.figures().lasts()).isBetween(Duration.ofSeconds(330), Duration.ofSeconds(400));
        assertThat(on.store.figures().budget()).isLessThan(on.budget);
    }

    private void fillWith(StreamName stream) throws StoreException {
        on.append(stream, 1000, (int) (on.budget / 1032));
    }

    private long bytes() {
        return on.store.figures().bytes();
    }
}
