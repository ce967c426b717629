package io.fieldpost.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.SequenceRanges;
import io.fieldpost.agent.StreamName;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What may happen to a store, and the simplest model of it: what was accepted, and what was forced. Each record is read as it was given or
 * lies in a reported loss, none is invented, the order holds, no number is given twice, and a power cut takes nothing forced.
 */
final class StoreModel {
    static final int HAPPENINGS = 12;
    private static final StreamName[] STREAMS = StreamName.values();

    private final Map<StreamName, Map<Long, byte[]>> accepted = new HashMap<>();
    private final Map<StreamName, Long> forcedUpTo = new HashMap<>();
    private final Map<StreamName, SequenceRanges> settled = new HashMap<>();
    private final Map<StreamName, SequenceRanges> lost = new HashMap<>();
    private final StoreOnMemory on = new StoreOnMemory();
    private final Random chance;

    StoreModel(long seed) throws StoreException {
        chance = new Random(seed);
        on.budget = 8 * StoreOnMemory.SEGMENT;
        on.open();
    }

    /** After whatever happened, a new record is stored and read like the first. An alarm: data may be refused when alarms fill the budget. */
    void checkFreshRecordFlows() throws StoreException {
        long fresh = give(StreamName.ALARM, 10);
        assertThat(readAll(StreamName.ALARM)).containsKey(fresh);
    }

    /** One of {@link #HAPPENINGS} things. */
    void happen(int happening) throws StoreException {
        StreamName stream = STREAMS[chance.nextInt(STREAMS.length)];
        switch (happening) {
            case 0, 1, 2 -> giveMany(stream, 1 + chance.nextInt(30));
            case 3 -> giveMany(stream, 1);
            case 4, 5 -> settle(stream);
            case 6 -> on.step(Duration.ofMillis(chance.nextInt(2000)));
            case 7 -> commit();
            case 8 -> {
                collectLosses();
                on.killAndOpen();
                notedLossesAgree(stream);
            }
            case 9 -> {
                collectLosses();
                on.cutPowerAndOpen(chance.nextLong());
            }
            case 10 -> closeAndOpen();
            default -> check();
        }
        collectLosses();
    }

    private void giveMany(StreamName stream, int times) throws StoreException {
        for (int i = 0; i < times; i++) {
            try {
                give(stream, chance.nextInt(6000));
            } catch (StoreException e) {
                assertThat(e.reason()).isEqualTo(StoreException.Reason.FULL);
                assertThat(stream).isNotEqualTo(StreamName.ALARM);
                return;
            }
        }
    }

    private long give(StreamName stream, int size) throws StoreException {
        byte[] payload = new byte[size];
        chance.nextBytes(payload);
        long before = on.store.state(stream).newest();
        long sequence = on.store.append(stream, payload, 1, ClockState.UNKNOWN);
        assertThat(sequence).isEqualTo(before + 1);
        assertThat(of(accepted, stream).put(sequence, payload))
                .as("number given twice")
                .isNull();
        return sequence;
    }

    private void settle(StreamName stream) {
        long newest = on.store.state(stream).newest();
        long first = on.store.firstUnsettled("city", stream);
        if (first <= newest) {
            long last = Math.min(newest, first + chance.nextInt(40));
            on.store.settle("city", stream, first, last);
            settled.computeIfAbsent(stream, none -> new SequenceRanges()).add(first, last);
        }
    }

    private void commit() {
        on.step(Duration.ofSeconds(2));
        on.step(Duration.ofSeconds(2));
        for (StreamName stream : STREAMS) {
            forcedUpTo.put(stream, on.store.state(stream).newest());
        }
    }

    private void closeAndOpen() throws StoreException {
        on.store.close();
        for (StreamName stream : STREAMS) {
            forcedUpTo.put(stream, on.store.state(stream).newest());
        }
        if (chance.nextBoolean()) {
            on.cutPowerAndOpen(chance.nextLong());
        } else {
            on.killAndOpen();
        }
    }

    private void collectLosses() {
        for (Loss loss : on.store.pendingLosses()) {
            if (range(lost, loss.stream()).covers(loss.first(), loss.last())) {
                continue;
            }
            SequenceRanges known = range(lost, loss.stream());
            boolean acceptedAndForced = of(accepted, loss.stream()).keySet().stream()
                    .anyMatch(sequence -> loss.first() <= sequence
                            && sequence <= Math.min(loss.last(), forcedUpTo.getOrDefault(loss.stream(), 0L))
                            && !known.covers(sequence, sequence)
                            && !settledRange(loss.stream()).covers(sequence, sequence));
            known.add(loss.first(), loss.last());
            assertThat(acceptedAndForced && loss.cause() == Loss.Cause.POWER_CUT)
                    .as("a power cut took what was forced: %s", loss)
                    .isFalse();
            assertThat(loss.cause()).isNotEqualTo(Loss.Cause.DISK);
        }
        if (chance.nextBoolean()) {
            on.store.acknowledgeLosses(on.store.pendingLosses().size());
        }
    }

    private void notedLossesAgree(StreamName stream) {
        assertThat(on.store.state(stream).newest())
                .isGreaterThanOrEqualTo(of(accepted, stream).keySet().stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0));
    }

    void check() throws StoreException {
        for (StreamName stream : STREAMS) {
            Map<Long, byte[]> read = readAll(stream);
            collectLosses();
            for (Map.Entry<Long, byte[]> record : of(accepted, stream).entrySet()) {
                long sequence = record.getKey();
                byte[] found = read.remove(sequence);
                boolean excused = range(lost, stream).covers(sequence, sequence)
                        || settledRange(stream).covers(sequence, sequence);
                assertThat(found == null ? excused : Arrays.equals(found, record.getValue()))
                        .as("%s %d was %s", stream, sequence, found == null ? "lost in silence" : "changed")
                        .isTrue();
            }
            assertThat(read.keySet()).as("invented").isEmpty();
        }
    }

    private Map<Long, byte[]> readAll(StreamName stream) throws StoreException {
        Map<Long, byte[]> read = new HashMap<>();
        long from = 1;
        while (true) {
            List<StoredRecord> records = on.store.read(stream, from, 1 + chance.nextInt(20), 20_000);
            if (records.isEmpty()) {
                return read;
            }
            for (StoredRecord record : records) {
                assertThat(record.sequence()).as("order").isGreaterThanOrEqualTo(from);
                from = record.sequence() + 1;
                read.put(record.sequence(), record.payload());
            }
        }
    }

    private SequenceRanges settledRange(StreamName stream) {
        return range(settled, stream);
    }

    private static SequenceRanges range(Map<StreamName, SequenceRanges> ranges, StreamName stream) {
        return ranges.computeIfAbsent(stream, none -> new SequenceRanges());
    }

    private static Map<Long, byte[]> of(Map<StreamName, Map<Long, byte[]>> map, StreamName stream) {
        return map.computeIfAbsent(stream, none -> new HashMap<>());
    }
}
