package io.fieldpost.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import io.fieldpost.config.gateway.StartsAt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the store does while destinations settle, and when they come and go. */
class SegmentedStoreUplinkTest {
    private static final Duration STEP = Duration.ofMillis(100);

    private final StoreOnMemory on = new StoreOnMemory();

    @Test
    void whileEverythingIsSettledTheSameBytesAreUsedAgainAndNothingIsForced() throws StoreException {
        on.open().append(StreamName.DATA, 1000);
        on.step(STEP);
        long forces = on.store.figures().forces();
        for (int i = 0; i < 200; i++) {
            on.append(StreamName.DATA, 1000);
            on.store.settle(
                    "city", StreamName.DATA, 1, on.store.state(StreamName.DATA).newest());
            on.step(STEP);
        }

        assertThat(on.store.figures().forces()).isEqualTo(forces);
        assertThat(on.disk.bytes(on.segment(StreamName.DATA, 1)).length).isLessThan(20_000);
        assertThat(on.append(StreamName.DATA, 1000)).isEqualTo(202);
        assertThat(on.sequences(StreamName.DATA)).endsWith(202L);
    }

    @Test
    void killAfterEmptyingInPlaceGoesOnWithTheNextNumberAndReportsNothing() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 40);
        on.store.settle("city", StreamName.DATA, 1, 40);
        on.step(STEP);
        assertThat(on.store.state(StreamName.DATA).oldest()).isEqualTo(41);

        assertThat(on.killAndOpen().append(StreamName.DATA, 1000)).isEqualTo(41);
        assertThat(on.killAndOpen().sequences(StreamName.DATA)).containsExactly(41L);
        assertThat(on.store.firstUnsettled("city", StreamName.DATA)).isEqualTo(41);
        assertThat(on.store.pendingLosses()).isEmpty();
    }

    @Test
    void readerThatStoppedBeforeTheSegmentWasEmptiedGoesOnBehindIt() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 40);
        long next = on.store.read(StreamName.DATA, 1, 40, 1 << 20).get(39).sequence() + 1;
        on.store.settle("city", StreamName.DATA, 1, 40);
        on.step(STEP);
        on.append(StreamName.DATA, 1000, 3);

        assertThat(on.store.read(StreamName.DATA, next, 10, 1 << 20))
                .extracting(StoredRecord::sequence)
                .containsExactly(41L, 42L, 43L);
        assertThat(on.store.pendingLosses()).isEmpty();
    }

    @Test
    void powerCutAfterEmptyingNeverGivesANumberTwice() throws StoreException {
        for (int seed = 0; seed < 50; seed++) {
            StoreOnMemory each = new StoreOnMemory();
            each.open().append(StreamName.DATA, 1000, 40);
            each.store.settle("city", StreamName.DATA, 1, 40);
            each.step(STEP);
            each.append(StreamName.DATA, 1000, 5);

            assertThat(each.cutPowerAndOpen(seed).append(StreamName.DATA, 10)).isGreaterThan(45);
        }
    }

    @Test
    void oneSlowDestinationKeepsTheSegmentAsItIs() throws StoreException {
        on.destinations = List.of("city", "plant");
        on.open().append(StreamName.DATA, 1000, 40);
        on.store.settle("city", StreamName.DATA, 1, 40);
        on.step(STEP);

        assertThat(on.sequences(StreamName.DATA)).hasSize(40);
        assertThat(on.store.unsettled("plant", StreamName.DATA)).isEqualTo(40);
        assertThat(on.store.unsettled("city", StreamName.DATA)).isZero();
    }

    @Test
    void nextUnsettledPassesOverWhatWasSettledAhead() throws StoreException {
        on.open().append(StreamName.DATA, 100, 20);
        on.store.settle("city", StreamName.DATA, 11, 15);

        assertThat(on.store.nextUnsettled("city", StreamName.DATA, 0)).isEqualTo(1);
        assertThat(on.store.nextUnsettled("city", StreamName.DATA, 11)).isEqualTo(16);
        assertThat(on.store.nextUnsettled("city", StreamName.DATA, 99)).isEqualTo(21);
        assertThat(on.store.unsettled("city", StreamName.DATA)).isEqualTo(15);
        on.step(STEP);
        assertThat(on.killAndOpen().store.nextUnsettled("city", StreamName.DATA, 11))
                .isEqualTo(16);
    }

    @Test
    void newDestinationBeginsNowWhenItIsToldTo() throws StoreException {
        on.open().append(StreamName.DATA, 100, 20);
        on.startsAt = StartsAt.NOW;
        on.destinations = List.of("city", "lab");
        on.killAndOpen();

        assertThat(on.store.firstUnsettled("lab", StreamName.DATA)).isEqualTo(21);
        assertThat(on.store.firstUnsettled("city", StreamName.DATA)).isEqualTo(1);
        on.append(StreamName.DATA, 100);
        // Known from now on, so another start does not pass over anything.
        assertThat(on.killAndOpen().store.firstUnsettled("lab", StreamName.DATA))
                .isEqualTo(21);
        on.cutPowerAndOpen(1);
        assertThat(on.store.firstUnsettled("lab", StreamName.DATA)).isGreaterThanOrEqualTo(21);
    }

    @Test
    void destinationThatLostItsFileBeginsWithTheOldestWhateverIsConfigured() throws Exception {
        on.startsAt = StartsAt.NOW;
        on.open().append(StreamName.DATA, 100, 20);
        on.step(STEP);
        on.disk.delete(StoreOnMemory.PATH.resolve("settled/city.settled"));

        assertThat(on.killAndOpen().store.firstUnsettled("city", StreamName.DATA))
                .isEqualTo(1);
    }

    @Test
    void destinationThatWentAndCameBackBeginsNow() throws StoreException {
        on.startsAt = StartsAt.NOW;
        on.destinations = List.of("city", "lab");
        on.open().append(StreamName.DATA, 100, 20);
        on.destinations = List.of("city");
        on.killAndOpen().append(StreamName.DATA, 100, 5);
        on.destinations = List.of("city", "lab");
        on.killAndOpen();

        assertThat(on.store.firstUnsettled("lab", StreamName.DATA)).isEqualTo(26);
    }

    @Test
    void otherSettingsTouchNothingThatIsStored() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 300);
        on.append(StreamName.ALARM, 100, 3);
        on.store.settle("city", StreamName.DATA, 1, 10);
        on.step(STEP);
        String epoch = on.store.state(StreamName.DATA).epoch();

        on.budget *= 4;
        on.commitInterval = Duration.ofMinutes(1);
        on.alarmCommitInterval = Duration.ZERO;
        on.freeFloor = 1 << 20;
        on.thinOut = 5;
        on.killAndOpen();

        assertThat(on.store.state(StreamName.DATA).epoch()).isEqualTo(epoch);
        assertThat(on.sequences(StreamName.DATA)).hasSize(300);
        assertThat(on.sequences(StreamName.ALARM)).hasSize(3);
        assertThat(on.store.firstUnsettled("city", StreamName.DATA)).isEqualTo(11);
        assertThat(on.store.pendingLosses()).isEmpty();
    }

    @Test
    void alarmsCanBeForcedOneByOneWhileTheRestIsNot() throws StoreException {
        on.alarmCommitInterval = Duration.ZERO;
        on.open().append(StreamName.ALARM, 100, 3);
        on.append(StreamName.DATA, 100, 3);

        on.disk.cutPower(new Random(4) {
            @Override
            public boolean nextBoolean() {
                return false;
            }

            @Override
            public int nextInt(int bound) {
                return 0;
            }
        });
        on.open();

        assertThat(on.sequences(StreamName.ALARM)).containsExactly(1L, 2L, 3L);
        assertThat(on.sequences(StreamName.DATA)).isEmpty();
    }

    /** The alarm is what tells of the loss: only when it is on the card may the ledger forget that it is to be told. */
    @Test
    void lossIsToldAgainUntilItsAlarmIsOnTheCard() throws StoreException {
        on.open().append(StreamName.BULK, 1000, 1100);
        on.disk.fault = (operation, path) -> {
            if (operation.equals("force") && path.toString().contains("/alarm/0")) {
                throw new java.io.IOException("Input/output error");
            }
        };
        int losses = on.store.pendingLosses().size();
        assertThat(losses).isPositive();
        on.disk.fault = (operation, path) -> {};
        on.append(StreamName.ALARM, 100);
        on.disk.fault = (operation, path) -> {
            if (operation.equals("force") && path.startsWith(Path.of("/store/alarm"))) {
                throw new java.io.IOException("Input/output error");
            }
        };
        on.store.acknowledgeLosses(losses);
        assertThat(on.store.pendingLosses())
                .as("not told twice by this process")
                .isEmpty();
        assertThat(on.store.figures().trouble()).contains("forcing to the card failed");

        on.disk.fault = (operation, path) -> {};
        assertThat(on.cutPowerAndOpen(3).store.pendingLosses())
                .as("told again after the power cut")
                .extracting(Loss::cause)
                .contains(Loss.Cause.BUDGET);
    }

    @Test
    void figuresCountWhatIsWrittenAndForced() throws StoreException {
        on.open().append(StreamName.DATA, 10_000, 20);
        for (int i = 0; i < 20; i++) {
            on.step(STEP);
        }

        StoreFigures figures = on.store.figures();
        assertThat(figures.records()).isEqualTo(20);
        assertThat(figures.payloadBytes()).isEqualTo(200_000);
        assertThat(figures.writtenBytes()).isGreaterThan(200_000);
        assertThat(figures.bytes()).isBetween(200_000L, 210_000L);
        assertThat(figures.budget()).isEqualTo(on.budget);
        assertThat(figures.forces()).isPositive();
        assertThat(figures.forcesPerMinute()).isPositive();
        assertThat(figures.trouble()).isNull();
    }
}
