package io.fieldpost.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class SegmentedStoreRecoveryTest {
    private final StoreOnMemory on = new StoreOnMemory();

    @Test
    void killedProcessLosesNothingAndNumbersGoOn() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 200);
        on.killAndOpen().append(StreamName.DATA, 1000, 1);

        assertThat(on.sequences(StreamName.DATA)).isEqualTo(oneTo(201));
        assertThat(on.store.pendingLosses()).isEmpty();
    }

    @Test
    void recordCutShortByAKillIsCutOffAndItsNumberIsUsed() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 3);
        byte[] bytes = on.disk.bytes(on.segment(StreamName.DATA, 1));
        on.disk.setBytes(on.segment(StreamName.DATA, 1), Arrays.copyOf(bytes, bytes.length - 10));

        assertThat(on.killAndOpen().append(StreamName.DATA, 1000)).isEqualTo(3);
        assertThat(on.sequences(StreamName.DATA)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void powerCutNeverGivesANumberTwiceAndReportsWhatMayBeMissing() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 10);
        on.step(Duration.ZERO);
        on.step(Duration.ofSeconds(1));
        on.append(StreamName.DATA, 1000, 5);

        on.cutPowerAndOpen(1);

        List<Long> kept = on.sequences(StreamName.DATA);
        assertThat(kept).startsWith(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        List<Loss> losses = on.store.pendingLosses();
        long last = losses.get(losses.size() - 1).last();
        assertThat(losses).extracting(Loss::cause).containsOnly(Loss.Cause.POWER_CUT);
        assertThat(last).isGreaterThanOrEqualTo(15);
        assertThat(on.append(StreamName.DATA, 10)).isEqualTo(last + 1);
        assertThat(LongStream.rangeClosed(1, 15))
                .allMatch(sequence -> kept.contains(sequence)
                        || losses.stream().anyMatch(loss -> loss.first() <= sequence && sequence <= loss.last()));
    }

    @Test
    void cleanCloseSurvivesAPowerCutWithoutAGap() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 100);
        on.store.close();

        on.cutPowerAndOpen(2);

        assertThat(on.store.pendingLosses()).isEmpty();
        assertThat(on.append(StreamName.DATA, 10)).isEqualTo(101);
        assertThat(on.sequences(StreamName.DATA)).isEqualTo(oneTo(101));
    }

    @Test
    void secondPowerCutReportsNothingTwice() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 3);
        on.cutPowerAndOpen(3);
        int losses = on.store.pendingLosses().size();
        on.cutPowerAndOpen(4);

        assertThat(on.store.pendingLosses()).hasSize(losses);
    }

    @Test
    void zeroFilledTailIsCutOff() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 3);
        byte[] bytes = on.disk.bytes(on.segment(StreamName.DATA, 1));
        on.disk.setBytes(on.segment(StreamName.DATA, 1), Arrays.copyOf(bytes, bytes.length + 8192));
        on.cutPowerAndOpen(5);

        assertThat(on.sequences(StreamName.DATA)).containsExactly(1L, 2L, 3L);
        assertThat(on.disk.bytes(on.segment(StreamName.DATA, 1))).hasSize(bytes.length);
    }

    @Test
    void flippedBitInTheMiddleCostsOneRecordThatIsReportedOnce() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 200);
        flip(StreamName.DATA, 1, SegmentHeader.SIZE + 5 * 1032 + 500);

        assertThat(on.sequences(StreamName.DATA)).doesNotContain(6L).hasSize(199);
        assertThat(on.sequences(StreamName.DATA)).hasSize(199);
        assertThat(on.store.pendingLosses()).singleElement().satisfies(loss -> {
            assertThat(loss.cause()).isEqualTo(Loss.Cause.DAMAGE);
            assertThat(loss.first()).isEqualTo(6);
            assertThat(loss.last()).isEqualTo(6);
            assertThat(loss.count()).isEqualTo(1);
        });
        assertThat(on.disk.list(StoreOnMemory.PATH.resolve("damaged"))).hasSize(1);
        on.store.acknowledgeLosses(1);
        on.killAndOpen();
        assertThat(on.sequences(StreamName.DATA)).hasSize(199);
        assertThat(on.store.pendingLosses()).isEmpty();
    }

    @Test
    void damagedLengthDoesNotHideTheRecordsBehindIt() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 50);
        flip(StreamName.DATA, 1, SegmentHeader.SIZE + 9 * 1032 + 2);

        assertThat(on.sequences(StreamName.DATA)).doesNotContain(10L).hasSize(49);
    }

    @Test
    void damagedHeaderCostsNoRecord() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 200);
        flip(StreamName.DATA, 1, 30);

        assertThat(on.killAndOpen().sequences(StreamName.DATA)).isEqualTo(oneTo(200));
    }

    @Test
    void missingSegmentIsReportedWithItsRange() throws StoreException, IOException {
        on.open().append(StreamName.DATA, 1000, 200);
        List<String> names = on.disk.list(StoreOnMemory.PATH.resolve("data"));
        on.disk.delete(StoreOnMemory.PATH.resolve("data").resolve(names.get(1)));
        long first = Segment.firstOf(names.get(1));
        long last = Segment.firstOf(names.get(2)) - 1;

        on.killAndOpen();

        assertThat(on.sequences(StreamName.DATA)).hasSize((int) (200 - (last - first + 1)));
        assertThat(on.store.pendingLosses()).singleElement().satisfies(loss -> {
            assertThat(loss.first()).isEqualTo(first);
            assertThat(loss.last()).isEqualTo(last);
        });
    }

    @Test
    void missingOldestSegmentIsReportedAtTheStart() throws StoreException, IOException {
        on.open().append(StreamName.DATA, 1000, 200);
        on.disk.delete(on.segment(StreamName.DATA, 1));

        on.killAndOpen();

        assertThat(on.store.pendingLosses())
                .singleElement()
                .extracting(Loss::first)
                .isEqualTo(1L);
    }

    @Test
    void allSegmentsMissingDoesNotStartTheNumbersAgain() throws StoreException, IOException {
        on.open().append(StreamName.DATA, 1000, 20);
        on.store.settle("city", StreamName.DATA, 1, 20);
        on.step(Duration.ZERO);
        on.disk.delete(on.segment(StreamName.DATA, 1));

        assertThat(on.killAndOpen().append(StreamName.DATA, 10)).isGreaterThan(20);
    }

    @Test
    void damagedSettlementMakesRepeatsAndNoLoss() throws StoreException {
        on.open().append(StreamName.DATA, 500, 20);
        on.store.settle("city", StreamName.DATA, 1, 20);
        on.step(Duration.ZERO);
        on.disk.setBytes(StoreOnMemory.PATH.resolve("settled/city.settled"), new byte[100]);

        on.killAndOpen();

        assertThat(on.store.firstUnsettled("city", StreamName.DATA)).isEqualTo(1);
        assertThat(on.sequences(StreamName.DATA)).isEqualTo(oneTo(20));
    }

    @Test
    void epochIsKeptWhenTheMarkerIsLost() throws StoreException, IOException {
        on.open().append(StreamName.DATA, 1000, 1);
        String epoch = on.store.state(StreamName.DATA).epoch();
        on.disk.delete(StoreOnMemory.PATH.resolve("store"));

        assertThat(on.killAndOpen().store.state(StreamName.DATA).epoch())
                .isEqualTo(epoch)
                .matches("[0-9a-f]{16}");
    }

    @Test
    void foreignDirectoryIsRefusedAndNotTouched() {
        on.disk.setBytes(StoreOnMemory.PATH.resolve("holiday.jpg"), new byte[3]);

        assertThatThrownBy(on::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not a store of Fieldpost (it holds holiday.jpg)");
        assertThat(on.disk.list(StoreOnMemory.PATH)).containsExactly("holiday.jpg");
    }

    @Test
    void freshFileSystemIsNotForeign() throws StoreException {
        on.disk.setBytes(StoreOnMemory.PATH.resolve("lost+found/x"), new byte[0]);

        assertThat(on.open().append(StreamName.ALARM, 10)).isEqualTo(1);
    }

    @Test
    void laterFormatIsRefusedAndNotTouched() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 1);
        byte[] bytes = on.disk.bytes(on.segment(StreamName.DATA, 1));
        bytes[9] = 2;
        ByteBuffer.wrap(bytes).putInt(SegmentHeader.SIZE - 4, Checksum.of(bytes, 0, SegmentHeader.SIZE - 4));
        on.disk.setBytes(on.segment(StreamName.DATA, 1), bytes);
        on.disk.kill();

        assertThatThrownBy(on::open).hasMessageContaining("written by a later Fieldpost (format 2");
        assertThat(on.disk.bytes(on.segment(StreamName.DATA, 1))).isEqualTo(bytes);
    }

    @Test
    void flippedVersionIsDamageAndNotALaterFormat() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 50);
        flip(StreamName.DATA, 1, 8);

        assertThat(on.killAndOpen().sequences(StreamName.DATA)).isEqualTo(oneTo(50));
    }

    @Test
    void damagedMarkerKeepsTheEpochThatTheSegmentsName() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 1);
        String epoch = on.store.state(StreamName.DATA).epoch();
        for (int at : new int[] {0, 17, 24, 32, 60}) {
            byte[] marker = on.disk.bytes(StoreOnMemory.PATH.resolve("store"));
            marker[Math.min(at, marker.length - 2)] ^= 0x04;
            on.disk.setBytes(StoreOnMemory.PATH.resolve("store"), marker);

            assertThat(on.killAndOpen().store.state(StreamName.DATA).epoch())
                    .as("byte %s", at)
                    .isEqualTo(epoch);
        }
    }

    @Test
    void damagedMarkerOfAStoreWithoutRecordsDoesNotStopTheStart() throws StoreException {
        on.open();
        on.disk.setBytes(StoreOnMemory.PATH.resolve("store"), new byte[40]);

        assertThat(on.killAndOpen().append(StreamName.DATA, 10)).isEqualTo(1);
    }

    @Test
    void segmentOfAnotherStoreIsNotReadAndNotDestroyed() throws StoreException {
        StoreOnMemory other = new StoreOnMemory();
        other.open().append(StreamName.DATA, 1000, 50);
        byte[] foreign = other.disk.bytes(other.segment(StreamName.DATA, 1));
        on.open().append(StreamName.DATA, 1000, 200);
        on.disk.setBytes(on.segment(StreamName.DATA, 30), foreign);

        assertThat(on.killAndOpen().sequences(StreamName.DATA)).isEqualTo(oneTo(200));
        assertThat(on.store.pendingLosses()).isEmpty();
        assertThat(on.disk.list(StoreOnMemory.PATH.resolve("data"))).contains("0000000000000000030.seg.foreign");
    }

    @Test
    void foreignFilesBetweenTheSegmentsAreLeftAlone() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 200);
        Path note = StoreOnMemory.PATH.resolve("data/README.txt");
        Path numbered = on.segment(StreamName.DATA, 9_000_000_000_000_000_000L);
        on.disk.setBytes(note, new byte[10]);
        on.disk.setBytes(numbered, new byte[5000]);

        assertThat(on.killAndOpen().append(StreamName.DATA, 1000)).isEqualTo(201);
        assertThat(on.sequences(StreamName.DATA)).isEqualTo(oneTo(201));
        assertThat(on.disk.bytes(note)).hasSize(10);
        assertThat(on.store.pendingLosses()).isEmpty();
    }

    @Test
    void segmentOfWhichNothingIsLeftIsSetAsideAndItsRangeReported() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 200);
        String name = on.disk.list(StoreOnMemory.PATH.resolve("data")).get(1);
        Path segment = StoreOnMemory.PATH.resolve("data").resolve(name);
        on.disk.setBytes(segment, new byte[on.disk.bytes(segment).length]);

        List<Long> kept = on.killAndOpen().sequences(StreamName.DATA);

        long lost = on.store.pendingLosses().stream().mapToLong(Loss::count).sum();
        assertThat(kept.size() + lost).isEqualTo(200);
        assertThat(lost).isPositive();
        assertThat(on.disk.list(StoreOnMemory.PATH.resolve("damaged"))).hasSize(1);
        assertThat(on.store.figures().setAside()).isEqualTo(1);
    }

    @Test
    void segmentThatCanNeverBeReadIsGivenUpWhenOthersCan() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 200);
        Path broken = StoreOnMemory.PATH
                .resolve("data")
                .resolve(on.disk.list(StoreOnMemory.PATH.resolve("data")).get(1));
        on.disk.fault = (operation, path) -> {
            if (path.equals(broken) && (operation.equals("open") || operation.equals("read"))) {
                throw new IOException("Input/output error");
            }
        };
        on.killAndOpen();
        long first = Segment.firstOf(String.valueOf(broken.getFileName()));
        for (int i = 1; i < 10; i++) {
            assertThatThrownBy(() -> on.store.read(StreamName.DATA, first, 10, 10_000))
                    .isInstanceOf(StoreException.class);
        }

        assertThat(on.store.read(StreamName.DATA, first, 10, 10_000))
                .extracting(StoredRecord::sequence)
                .first()
                .asInstanceOf(InstanceOfAssertFactories.LONG)
                .isGreaterThan(first);
        assertThat(on.store.pendingLosses()).singleElement().satisfies(loss -> {
            assertThat(loss.first()).isEqualTo(first);
            assertThat(loss.cause()).isEqualTo(Loss.Cause.DAMAGE);
        });
    }

    @Test
    void newestSegmentThatCanNotBeReadDoesNotStopTheStart() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 100);
        List<String> names = on.disk.list(StoreOnMemory.PATH.resolve("data"));
        Path newest = StoreOnMemory.PATH.resolve("data").resolve(names.get(names.size() - 1));
        on.disk.fault = (operation, path) -> {
            if (path.equals(newest) && operation.equals("open")) {
                throw new IOException("Input/output error");
            }
        };

        assertThat(on.killAndOpen().append(StreamName.DATA, 1000)).isGreaterThan(100);
        on.disk.fault = (operation, path) -> {};
        assertThat(on.sequences(StreamName.DATA)).contains(100L);
    }

    @Test
    void startOnAReadOnlyDiskSaysSoAndChangesNothing() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 10);
        on.disk.kill();
        Map<Path, String> before = on.disk.snapshot();
        on.disk.fault = (operation, path) -> {
            if (Set.of("open to write", "create", "mkdir", "rename", "delete", "lock")
                    .contains(operation)) {
                throw new IOException("Read-only file system");
            }
        };

        assertThatThrownBy(on::open)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.IO))
                .hasMessageContaining("the file system of /store is read-only")
                .hasMessageContaining("mount it writable again");
        assertThat(on.disk.snapshot()).isEqualTo(before);
    }

    @Test
    void diskThatTurnsReadOnlyStillGivesWhatItHasAndTakesMoreLater() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 100);
        on.disk.fault = (operation, path) -> {
            if (Set.of("open to write", "create", "write", "truncate", "rename", "delete", "force")
                    .contains(operation)) {
                throw new IOException("Read-only file system");
            }
        };

        assertThatThrownBy(() -> on.append(StreamName.DATA, 1000)).hasMessageContaining("is read-only");
        assertThat(on.sequences(StreamName.DATA)).isEqualTo(oneTo(100));
        on.step(Duration.ofSeconds(1));
        on.step(Duration.ofSeconds(1));
        assertThat(on.store.figures().trouble()).contains("Read-only file system");

        on.disk.fault = (operation, path) -> {};
        assertThat(on.append(StreamName.DATA, 1000)).isEqualTo(101);
        assertThat(on.killAndOpen().sequences(StreamName.DATA)).isEqualTo(oneTo(101));
        assertThat(on.store.pendingLosses()).isEmpty();
    }

    @Test
    void damagedLedgerReportsTooMuchAndNeverTooLittle() throws StoreException {
        on.budget = 8 * StoreOnMemory.SEGMENT;
        on.open().append(StreamName.DATA, 1000, 700);
        long oldest = on.store.state(StreamName.DATA).oldest();
        assertThat(oldest).isGreaterThan(1);
        on.disk.setBytes(StoreOnMemory.PATH.resolve("ledger"), new byte[32 * 1024]);

        on.killAndOpen();

        assertThat(on.store.pendingLosses()).anySatisfy(loss -> {
            assertThat(loss.first()).isEqualTo(1);
            assertThat(loss.last()).isEqualTo(oldest - 1);
        });
    }

    @Test
    void clockThatStepsChangesNeitherOrderNorWhatIsKept() throws StoreException {
        Instant[] times = {
            StoreOnMemory.NOW, Instant.parse("1970-01-01T00:00:01Z"), Instant.parse("2100-01-01T00:00:00Z")
        };
        for (Instant time : times) {
            on.now = time;
            on.killAndOpen().append(StreamName.DATA, 1000, 3);
            on.step(Duration.ofSeconds(1));
        }

        assertThat(on.sequences(StreamName.DATA)).isEqualTo(oneTo(9));
        assertThat(on.store.pendingLosses()).isEmpty();
    }

    @Test
    void damagedBytesThatAreSetAsideStayBounded() throws StoreException {
        on.open().append(StreamName.DATA, 1000, 400);
        for (int record = 0; record < 60; record += 2) {
            flip(StreamName.DATA, 1, SegmentHeader.SIZE + record * 1032 + 500);
        }

        assertThat(on.sequences(StreamName.DATA)).hasSize(370);
        assertThat(on.disk.list(StoreOnMemory.PATH.resolve("damaged"))).hasSize(16);
    }

    private void flip(StreamName stream, long first, int at) {
        byte[] bytes = on.disk.bytes(on.segment(stream, first));
        bytes[at] ^= 0x10;
        on.disk.setBytes(on.segment(stream, first), bytes);
    }

    private static List<Long> oneTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
