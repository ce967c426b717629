package io.fieldpost.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever is appended, answered, refused, lost, broken and made to wait: every record is settled in the end, none without a word of the
 * broker or the store, each lane is in order, and nothing leaves twice on a connection unless the broker refused something.
 */
class LiveFirstModelTest {
    private static final int WINDOW = 6;
    private static final StreamName[] STREAMS = StreamName.values();

    /** What happens next, by chance. */
    enum Event {
        APPEND,
        APPEND_MANY,
        ANSWER_FIRST,
        ANSWER_ANY,
        ANSWER_ALL,
        REFUSE_ANY,
        LOSE,
        WAIT_A_LITTLE,
        WAIT_LONG,
        BREAK_SHORTLY,
        BREAK_LONG
    }

    @Property(tries = 300)
    void everyRecordIsSettledByAWordAndEachLaneIsInOrder(
            @ForAll @Size(max = 80) List<Event> events,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = WINDOW) int window)
            throws Exception {
        Model model = new Model(window, new Random(seed));
        model.bench.openConnection();
        model.look();
        for (Event event : events) {
            model.happen(event);
            model.look();
        }
        model.finish();
    }

    private static final class Model {
        private final PublishBench<MemoryStore> bench;
        private final Random random;
        private final Map<StreamName, Set<Long>> explained = new EnumMap<>(StreamName.class);
        private final Set<Long> seenTickets = new HashSet<>();
        private final Map<String, Long> highest = new HashMap<>();
        private final Set<String> sentHere = new HashSet<>();
        private int connection;

        Model(int window, Random random) {
            this.bench = PublishBench.withWindow(window);
            this.random = random;
            for (StreamName stream : STREAMS) {
                explained.put(stream, new HashSet<>());
            }
        }

        void happen(Event event) throws Exception {
            switch (event) {
                case APPEND -> bench.append(any(), 1);
                case APPEND_MANY -> bench.append(any(), 1 + random.nextInt(50));
                case ANSWER_FIRST -> answer(0, Acknowledgement.SUCCESS);
                case ANSWER_ANY -> answer(random.nextInt(WINDOW), Acknowledgement.SUCCESS);
                case ANSWER_ALL -> answerAll();
                case REFUSE_ANY ->
                    answer(
                            random.nextInt(WINDOW),
                            random.nextBoolean() ? 0x97 : Acknowledgement.NO_MATCHING_SUBSCRIBERS);
                case LOSE -> lose();
                case WAIT_A_LITTLE -> bench.advance(Duration.ofMillis(random.nextInt(1_500)));
                case WAIT_LONG -> bench.advance(Duration.ofSeconds(6));
                case BREAK_SHORTLY -> bench.reconnectAfter(Duration.ofSeconds(2));
                case BREAK_LONG -> bench.reconnectAfter(Duration.ofSeconds(60));
            }
            bench.step();
            if (bench.connection().discarded) {
                // Nothing was acknowledged for 20 s.
                bench.reconnectAfter(Duration.ZERO);
            }
        }

        private StreamName any() {
            return STREAMS[random.nextInt(STREAMS.length)];
        }

        private void answerAll() {
            while (!bench.connection().sent.isEmpty()) {
                answer(0, Acknowledgement.SUCCESS);
                if (random.nextInt(20) == 0) {
                    return;
                }
            }
        }

        private void answer(int which, int reason) {
            List<FakeConnection.Sent> sent = bench.connection().sent;
            if (which >= sent.size()) {
                return;
            }
            FakeConnection.Sent one = sent.remove(which);
            StreamName stream = PublishBench.streamOf(one);
            if (reason == Acknowledgement.SUCCESS) {
                explained.get(stream).add(bench.read(one).sequence());
            } else {
                // It begins again with the lowest.
                highest.keySet().removeIf(lane -> lane.startsWith(stream.text()));
                sentHere.removeIf(record -> record.startsWith(stream.text()));
            }
            bench.connection().answers.add(new Acknowledgement(one.ticket(), reason));
            bench.step();
            look();
            if (reason != Acknowledgement.SUCCESS) {
                bench.advance(Duration.ofMillis(random.nextInt(1_000)));
            }
        }

        private void lose() {
            StreamName stream = any();
            long newest = bench.store.state(stream).newest();
            long first = 1 + random.nextInt((int) newest + 1);
            long last = Math.min(newest, first + random.nextInt(40));
            bench.store.lose(stream, first, last);
            for (long sequence = first; sequence <= last; sequence++) {
                explained.get(stream).add(sequence);
            }
        }

        /** Checks what was handed over since the last look, and what is settled. */
        void look() {
            if (connection != bench.connections.size()) {
                connection = bench.connections.size();
                seenTickets.clear();
                highest.clear();
                sentHere.clear();
            }
            for (FakeConnection.Sent one : bench.connection().sent) {
                if (seenTickets.add(one.ticket())) {
                    check(one);
                }
            }
            for (StreamName stream : STREAMS) {
                for (long sequence = 1; sequence <= bench.store.state(stream).newest(); sequence++) {
                    boolean settled = bench.store.nextUnsettled(PublishBench.CITY, stream, sequence) != sequence;
                    assertThat(!settled || explained.get(stream).contains(sequence))
                            .as("%s %d is settled without a word", stream, sequence)
                            .isTrue();
                }
            }
        }

        private void check(FakeConnection.Sent one) {
            ProfileBatch batch = bench.read(one);
            String lane = batch.stream() + batch.historical();
            long before = highest.getOrDefault(lane, 0L);
            assertThat(batch.sequence()).as(lane).isGreaterThan(before);
            highest.put(lane, batch.sequence());
            assertThat(sentHere.add(batch.stream() + " " + batch.sequence()))
                    .as("%s %d leaves once", batch.stream(), batch.sequence())
                    .isTrue();
            boolean old = Duration.between(batch.stored(), bench.wallClock).compareTo(Freshness.HISTORICAL_AFTER) > 0;
            assertThat(old && !batch.historical())
                    .as("%s %d is old and live", batch.stream(), batch.sequence())
                    .isFalse();
        }

        /** The link is healthy from here on. */
        void finish() throws Exception {
            for (StreamName stream : STREAMS) {
                bench.append(stream, 1);
            }
            List<Long> left = new ArrayList<>();
            for (int i = 0; i < 5_000 && bench.runner.status().backlog() > 0; i++) {
                bench.advance(Duration.ofMillis(100));
                bench.step();
                look();
                answerAll();
                left.add(bench.runner.status().backlog());
            }
            look();
            assertThat(bench.runner.status().backlog()).as("left of %s", left).isZero();
        }
    }
}
