package io.fieldpost.agent.publish;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.RecordStore;
import io.fieldpost.agent.store.StoreFigures;
import io.fieldpost.agent.store.StoredRecord;
import io.fieldpost.agent.store.StreamState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Records in memory, settled by one destination. */
public final class MemoryStore implements RecordStore {
    private final Map<StreamName, List<StoredRecord>> records = new EnumMap<>(StreamName.class);
    private final Map<StreamName, TreeSet<Long>> unsettled = new EnumMap<>(StreamName.class);
    private final Map<StreamName, Set<Long>> gone = new EnumMap<>(StreamName.class);
    private final InstantSource clock;

    public MemoryStore(InstantSource clock) {
        this.clock = clock;
        for (StreamName stream : StreamName.values()) {
            records.put(stream, new ArrayList<>());
            unsettled.put(stream, new TreeSet<>());
            gone.put(stream, new HashSet<>());
        }
    }

    @Override
    public synchronized long append(StreamName stream, byte[] payload, int count, ClockState state) {
        List<StoredRecord> all = records.get(stream);
        long sequence = all.size() + 1L;
        Instant now = clock.instant();
        all.add(new StoredRecord(stream, "00c0ffee00c0ffee", sequence, now, state, count, payload));
        unsettled.get(stream).add(sequence);
        return sequence;
    }

    @Override
    public synchronized List<StoredRecord> read(StreamName stream, long from, int maxRecords, int maxBytes) {
        List<StoredRecord> answer = new ArrayList<>();
        int bytes = 0;
        for (StoredRecord record : records.get(stream).subList(index(stream, from), index(stream, Long.MAX_VALUE))) {
            if (answer.size() == maxRecords || bytes >= maxBytes) {
                break;
            }
            if (!gone.get(stream).contains(record.sequence())) {
                answer.add(record);
                bytes += record.payload().length;
            }
        }
        return answer;
    }

    private int index(StreamName stream, long sequence) {
        return (int) Math.min(records.get(stream).size(), Math.max(1, sequence) - 1);
    }

    /** Skips these from now on, as a store does with what it lost and reported. */
    synchronized void lose(StreamName stream, long first, long last) {
        for (long sequence = first; sequence <= last; sequence++) {
            gone.get(stream).add(sequence);
        }
    }

    @Override
    public synchronized void settle(String destination, StreamName stream, long first, long last) {
        unsettled.get(stream).subSet(first, true, last, true).clear();
    }

    @Override
    public synchronized long nextUnsettled(String destination, StreamName stream, long from) {
        Long next = unsettled.get(stream).ceiling(from);
        return next == null ? records.get(stream).size() + 1L : next;
    }

    @Override
    public synchronized long unsettled(String destination, StreamName stream) {
        return unsettled.get(stream).size();
    }

    @Override
    public synchronized StreamState state(StreamName stream) {
        return new StreamState(
                stream, "00c0ffee00c0ffee", 1, records.get(stream).size(), 0, 1);
    }

    @Override
    public List<Loss> pendingLosses() {
        return List.of();
    }

    @Override
    public void acknowledgeLosses(int count) {}

    @Override
    public void step(long nowNanos) {}

    @Override
    public StoreFigures figures() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
