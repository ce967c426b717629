package io.fieldpost.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.SegmentedStore;
import io.fieldpost.agent.store.StoreOptions;
import io.fieldpost.config.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 5: after an outage, new data leaves at once, and the backlog drains beside it at a bounded pace, marked historical. */
class LiveFirstTest {
    private static final Duration OUTAGE = Duration.ofMinutes(10);
    private static final Duration TICK = Duration.ofMillis(100);

    private final PublishBench<MemoryStore> bench = PublishBench.withWindow(16);
    private final List<String> order = new ArrayList<>();

    @Test
    void afterAnOutageWhatIsNewLeavesBeforeTheBacklogIsThrough() throws Exception {
        afterOutage(bench, StreamName.DATA, 100);
        answerAllNoting(bench);
        bench.append(StreamName.DATA, 2);
        bench.step();
        answerAllNoting(bench);
        assertThat(order.indexOf("L101")).isBetween(1, 4);
        assertThat(order.indexOf("L102")).isEqualTo(order.indexOf("L101") + 1);
        drain(bench);
        assertThat(order).hasSize(102);
    }

    @Test
    void theBacklogLeavesOldestFirstAndMarkedAndNothingLeavesTwice() throws Exception {
        afterOutage(bench, StreamName.DATA, 60);
        for (int i = 0; i < 10; i++) {
            bench.append(StreamName.DATA, 1);
            answerAllNoting(bench);
        }
        drain(bench);
        assertThat(order).doesNotHaveDuplicates().hasSize(70);
        assertThat(lane("H")).containsExactlyElementsOf(numbers(1, 60));
        assertThat(lane("L")).containsExactlyElementsOf(numbers(61, 70));
        assertThat(bench.runner.status().backlog()).isZero();
    }

    @Test
    void afterAShortBreakEverythingIsLiveAndInOrder() throws Exception {
        bench.openConnection();
        bench.append(StreamName.DATA, 3);
        bench.step();
        bench.breakConnection();
        bench.append(StreamName.DATA, 3);
        bench.advance(Duration.ofSeconds(4));
        bench.openConnection();
        bench.append(StreamName.DATA, 1);
        drain(bench);
        assertThat(order).containsExactly("L1", "L2", "L3", "L4", "L5", "L6", "L7");
    }

    /** What is left of the backlog has become new, so to speak, but newer records were kept: a live lane must not go back. */
    @Test
    void theLiveLaneDoesNotGoBackBehindARecordThatWasKept() throws Exception {
        bench.openConnection();
        bench.append(StreamName.DATA, 4);
        bench.step();
        for (int reason : new int[] {0x97, Acknowledgement.SUCCESS, 0x97, Acknowledgement.SUCCESS}) {
            bench.answerOne(reason);
        }
        bench.reconnectAfter(Duration.ofSeconds(2));
        bench.append(StreamName.DATA, 1);
        drain(bench);
        assertThat(order).containsExactlyInAnyOrder("H1", "H3", "L5");
        assertThat(lane("H")).containsExactly(1L, 3L);
    }

    @Test
    void whatWasStoredWithinFiveSecondsBeforeTheConnectionIsNotHeldUpByTheBacklog() throws Exception {
        bench.append(StreamName.DATA, 50);
        bench.advance(OUTAGE);
        for (int i = 0; i < 60; i++) {
            bench.append(StreamName.DATA, 1);
            bench.advance(TICK);
        }
        bench.openConnection();
        drain(bench);
        assertThat(lane("H")).containsExactlyElementsOf(numbers(1, 60));
        assertThat(lane("L")).containsExactlyElementsOf(numbers(61, 110));
        assertThat(order.indexOf("L110")).isLessThan(60);
    }

    /** The clock was set back while the broker was away: nothing that was stored before may be held for that. */
    @Test
    void recordsFromTheFutureAreBacklog() throws Exception {
        bench.append(StreamName.DATA, 3);
        bench.wallClock = bench.wallClock.minusSeconds(3600);
        bench.openConnection();
        bench.append(StreamName.DATA, 1);
        drain(bench);
        assertThat(order).containsExactlyInAnyOrder("H1", "H2", "H3", "L4");
    }

    @Test
    void whatIsNewIsNeverBehindMoreThanFiveSecondsOfData() throws Exception {
        bench.openConnection();
        bench.append(StreamName.DATA, 40);
        bench.step();
        bench.advance(Duration.ofSeconds(6));
        bench.append(StreamName.DATA, 1);
        answerAllNoting(bench);
        assertThat(lane("L")).containsExactlyElementsOf(numbers(1, 16));
        assertThat(bench.sentLanes()).startsWith("L41", "H17");
        drain(bench);
        assertThat(lane("H")).containsExactlyElementsOf(numbers(17, 40));
    }

    @Test
    void liveRecordsOnTheirWayAreNotSentAgainByTheBacklogThatTakesOver() throws Exception {
        PublishBench<MemoryStore> narrow = PublishBench.withWindow(4);
        narrow.openConnection();
        narrow.append(StreamName.DATA, 8);
        narrow.step();
        narrow.advance(Duration.ofSeconds(6));
        narrow.answerOne();
        assertThat(narrow.sentLanes()).containsExactly("L2", "L3", "L4", "H5");
        drain(narrow);
        assertThat(order).containsExactly("L2", "L3", "L4", "H5", "H6", "H7", "H8");
        assertThat(narrow.firstUnsettled()).isEqualTo(9);
    }

    @Test
    void onASlowLinkAFewMessagesAreAheadOfALiveOneAndTheBacklogUsesTheRest() throws Exception {
        afterOutage(bench, StreamName.DATA, 500);
        SlowBroker broker = new SlowBroker(bench, 5);
        for (int second = 0; second < 60; second++) {
            bench.append(StreamName.ALARM, 1);
            bench.step();
            assertThat(bench.connection().sent.size() - 1)
                    .as("messages ahead of the live one at second %d", second)
                    .isLessThanOrEqualTo(6);
            broker.run(Duration.ofSeconds(1));
        }
        assertThat(bench.store.unsettled(PublishBench.CITY, StreamName.ALARM)).isLessThanOrEqualTo(3);
        // 300 messages in 60 s, 60 of them alarms.
        assertThat(bench.firstUnsettled()).isBetween(200L, 245L);
    }

    @Test
    void aConfiguredRateHoldsTheBacklogAndNotWhatIsNew() throws Exception {
        long rate = 4096;
        PublishBench<MemoryStore> paced = PublishBench.withWindow(16, new ByteSize(rate));
        paced.append(StreamName.DATA, 1_000);
        paced.append(StreamName.BULK, PublishBench.incompressible(6_000));
        paced.advance(OUTAGE);
        paced.openConnection();
        long backlog = 0;
        long live = 0;
        for (int tick = 1; tick <= 200; tick++) {
            paced.append(StreamName.ALARM, 5);
            paced.step();
            for (FakeConnection.Sent one : paced.connection().sent) {
                boolean historical = paced.read(one).historical();
                backlog += historical ? one.message().content().payload().length : 0;
                live += historical ? 0 : 1;
            }
            // One second's worth at once, and one message that was larger than what was left.
            assertThat(backlog).isLessThanOrEqualTo(rate * tick / 10 + rate + 9_000);
            paced.answer(Acknowledgement.SUCCESS);
            paced.connection().answerAll(Acknowledgement.SUCCESS);
            paced.advance(TICK);
        }
        assertThat(backlog).isGreaterThan(rate * 19);
        assertThat(live).isGreaterThan(950);
    }

    @Test
    void aWindowOfOneIsSharedAndWhatIsNewHasPrecedence() throws Exception {
        PublishBench<MemoryStore> narrow = PublishBench.withWindow(1);
        afterOutage(narrow, StreamName.DATA, 50);
        narrow.append(StreamName.DATA, 30);
        for (int i = 0; i < 17; i++) {
            answerAllNoting(narrow);
        }
        assertThat(order)
                .containsExactly(
                        "H1", "L51", "L52", "L53", "L54", "L55", "L56", "L57", "H2", "L58", "L59", "L60", "L61", "L62",
                        "L63", "L64", "H3");
    }

    @Test
    void alarmsOfTheOutagePassAlthoughNewSpectraFillTheLink() throws Exception {
        afterOutage(bench, StreamName.ALARM, 20);
        int messages = 0;
        while (bench.store.unsettled(PublishBench.CITY, StreamName.ALARM) > 0) {
            bench.append(StreamName.BULK, 16);
            bench.step();
            messages += bench.connection().sent.size();
            bench.answer(Acknowledgement.SUCCESS);
        }
        assertThat(messages).isBetween(100, 20 * LaneTurns.ONE_OF + 32);
    }

    @Test
    void theBacklogLeavesAQuarterOfTheWindowToWhatIsNew() throws Exception {
        afterOutage(bench, StreamName.DATA, 500);
        for (int i = 0; i < 20; i++) {
            bench.answer(Acknowledgement.SUCCESS);
        }
        assertThat(bench.connection().sent).hasSize(12);
        bench.append(StreamName.DATA, 5);
        bench.step();
        assertThat(bench.sentLanes()).hasSize(16).endsWith("L501", "L502", "L503", "L504");
    }

    @Test
    void theBacklogHasAtMostHalfOfTheBytesOnTheirWay() throws Exception {
        for (int i = 0; i < 40; i++) {
            bench.append(StreamName.BULK, PublishBench.incompressible(400_000));
        }
        bench.advance(OUTAGE);
        bench.openConnection();
        for (int i = 0; i < 4; i++) {
            bench.answer(Acknowledgement.SUCCESS);
        }
        int bytes = bench.connection().sent.stream()
                .mapToInt(one -> one.message().content().payload().length)
                .sum();
        int each = bench.connection().sent.get(0).message().content().payload().length;
        assertThat(bytes).isBetween(2 << 20, (2 << 20) + each);
    }

    @Test
    void afterARefusalTheLowestIsTriedAloneAndThenBothLanesGoOn() throws Exception {
        afterOutage(bench, StreamName.DATA, 20);
        bench.append(StreamName.DATA, 2);
        bench.answer(Acknowledgement.SUCCESS);
        assertThat(bench.sentLanes()).containsExactlyInAnyOrder("L21", "L22", "H2", "H3");
        for (FakeConnection.Sent one : List.copyOf(bench.connection().sent)) {
            bench.answerOne(bench.lane(one).equals("H2") ? 0x97 : Acknowledgement.SUCCESS);
        }
        assertThat(bench.connection().sent).isEmpty();
        bench.advance(Duration.ofSeconds(2));
        bench.append(StreamName.DATA, 1);
        bench.step();
        assertThat(bench.sentLanes()).containsExactly("H2");
        bench.answerOne();
        assertThat(bench.sentLanes()).startsWith("L23", "H4");
        drain(bench);
        assertThat(lane("H").stream().filter(n -> n > 3)).containsExactlyElementsOf(numbers(4, 20));
        assertThat(bench.runner.status().backlog()).isZero();
    }

    @Test
    void whatTheStoreSkipsIsSettledAndNothingElse() throws Exception {
        afterOutage(bench, StreamName.DATA, 20);
        bench.store.lose(StreamName.DATA, 5, 9);
        bench.store.lose(StreamName.DATA, 18, 20);
        bench.breakConnection();
        bench.advance(Duration.ofSeconds(10));
        bench.openConnection();
        bench.append(StreamName.DATA, 2);
        bench.step();
        List<Long> settled = new ArrayList<>();
        for (long sequence = 1; sequence <= 22; sequence++) {
            if (bench.store.nextUnsettled(PublishBench.CITY, StreamName.DATA, sequence) != sequence) {
                settled.add(sequence);
            }
        }
        assertThat(settled).containsExactly(5L, 6L, 7L, 8L, 9L, 18L, 19L, 20L);
        drain(bench);
        assertThat(bench.firstUnsettled()).isEqualTo(23);
    }

    @Test
    void anotherProcessGoesOnWithTheBacklogAndRepeatsNothing(@TempDir Path directory) throws Exception {
        StoreOptions options = StoreOptions.of(directory, 64L << 20, Duration.ofSeconds(1), List.of(PublishBench.CITY));
        PublishBench<SegmentedStore> first = PublishBench.over(clock -> SegmentedStore.open(options, clock));
        afterOutage(first, StreamName.DATA, 100);
        for (int i = 0; i < 3; i++) {
            first.append(StreamName.DATA, 2);
            answerAllNoting(first);
        }
        first.store.close();
        PublishBench<SegmentedStore> second = PublishBench.over(clock -> SegmentedStore.open(options, clock));
        second.advance(OUTAGE.multipliedBy(2));
        second.openConnection();
        assertThat(second.sentLanes().get(0)).startsWith("H");
        drain(second);
        second.store.close();
        List<Long> both =
                Stream.concat(lane("H").stream(), lane("L").stream()).sorted().toList();
        assertThat(both).containsExactlyElementsOf(numbers(1, 106));
        assertThat(lane("H")).isSorted();
    }

    private void afterOutage(PublishBench<?> bench, StreamName stream, int records) throws Exception {
        bench.append(stream, records);
        bench.advance(OUTAGE);
        bench.openConnection();
    }

    private void answerAllNoting(PublishBench<?> bench) {
        order.addAll(bench.sentLanes());
        bench.answer(Acknowledgement.SUCCESS);
    }

    private void drain(PublishBench<?> bench) {
        bench.step();
        while (!bench.connection().sent.isEmpty()) {
            answerAllNoting(bench);
        }
    }

    private List<Long> lane(String lane) {
        return order.stream()
                .filter(one -> one.startsWith(lane))
                .map(one -> Long.valueOf(one.substring(1)))
                .toList();
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
